import { fileURLToPath } from 'node:url';
import { addressesAt, choosePorts, REGISTRY_IN_DOCKER } from '@bellwether/local-stack';
import type { StackForTests } from './stack.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The services of docker-compose.yml on free ports, waited for by their health checks. */
export async function startContainers(): Promise<StackForTests> {
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
    clickHouseRegistryUrl: REGISTRY_IN_DOCKER,
    stop: async () => {
      await environment.down({ removeVolumes: true });
    },
  };
}
