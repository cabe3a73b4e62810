import { fileURLToPath } from 'node:url';
import { addressesAt, choosePorts, type StackAddresses } from '@bellwether/local-stack';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The services of docker-compose.yml on free ports, waited for by their health checks. */
export async function startContainers(): Promise<{ addresses: StackAddresses; stop(): Promise<void> }> {
  const { DockerComposeEnvironment, Wait } = await import('testcontainers');
  const ports = await choosePorts({}, {});
  const environment = await new DockerComposeEnvironment(ROOT, 'docker-compose.yml')
    .withProjectName(`bellwether-test-${process.pid}`)
    .withEnvironment({
      KAFKA_PORT: String(ports.kafka),
      SCHEMA_REGISTRY_PORT: String(ports.schemaRegistry),
      CLICKHOUSE_PORT: String(ports.clickhouse),
    })
    .withDefaultWaitStrategy(Wait.forHealthCheck())
    .up();
  return {
    addresses: addressesAt(ports),
    stop: async () => {
      await environment.down({ removeVolumes: true });
    },
  };
}
