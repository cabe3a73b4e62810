import { setTimeout as pause } from 'node:timers/promises';
import { endProcess, type ProcessId } from '@bellwether/local-stack';
import { messageOf } from '../output/cli-error.ts';
import { type RunRecord, type ServiceRecord, writeRunRecord } from '../stack/service-record.ts';
import { type ServiceProcess, type ServiceSpec, startService } from './service-process.ts';

export interface Supervisor {
  /** Where the gateway listens. */
  readonly gatewayUrl: string;
  /** Stops every service in the order given, each after the one before. */
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 500;
const PAUSE_MS_MAX = 15_000;
/** A service that ran this long before it ended has not failed in a row. */
const GOOD_RUN_MS = 60_000;
/** A little more than the time a service gives its own drain. */
const STOP_GRACE_MS = 22_000;

/** Starts every service, all at once, and starts again those that end by themselves, saying so. */
export async function superviseServices(
  specs: readonly ServiceSpec[],
  run: Pick<RunRecord, 'owner' | 'launcher'>,
  say: (line: string) => void,
): Promise<Supervisor> {
  const records = new Map<string, ServiceRecord>();
  const failures = new Map<string, number>();
  let gatewayUrl: string | null = null;
  let stopping = false;

  const record = (of: ServiceRecord) => {
    records.set(of.name, of);
    writeRunRecord({ ...run, services: [...records.values()], gatewayUrl });
  };
  const launch = async (spec: ServiceSpec): Promise<void> => {
    const { name } = spec;
    const onSpawn = (id: ProcessId) => record({ name, process: id, healthUrl: null });
    const service = await startService(spec, onSpawn);
    const url = `http://${hostOf(spec)}:${service.port}`;
    if (name === 'gateway') gatewayUrl = url;
    record({ name, process: service.id, healthUrl: `${url}/health/ready` });
    void startAgainWhenEnded(spec, service);
  };
  const startAgainWhenEnded = async (spec: ServiceSpec, { name, ended }: ServiceProcess) => {
    const readyAt = Date.now();
    const how = await ended;
    if (Date.now() - readyAt > GOOD_RUN_MS) failures.delete(name);
    for (let why = `ended (${how})`; !stopping; ) {
      const failed = (failures.get(name) ?? 0) + 1;
      failures.set(name, failed);
      const waitMs = Math.min(FIRST_PAUSE_MS * 2 ** (failed - 1), PAUSE_MS_MAX);
      say(`${name} ${why}; starting it again in ${waitMs / 1_000} s`);
      await pause(waitMs);
      if (stopping) return;
      try {
        await launch(spec);
        return say(`${name} is ready again`);
      } catch (error) {
        why = `does not start (${messageOf(error)})`;
      }
    }
  };
  const stop = async () => {
    stopping = true;
    for (const { name } of specs) {
      const id = records.get(name)?.process;
      if (id) await endProcess(id, STOP_GRACE_MS);
    }
  };

  const outcomes = await Promise.allSettled(specs.map(launch));
  const failed = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) {
    await stop();
    throw failed.reason;
  }
  return { gatewayUrl: gatewayUrl!, stop };
}

const LOOPBACK = '127.0.0.1';

/** Where a service answers from this machine: the gateway may listen elsewhere than on loopback. */
function hostOf({ name, env }: ServiceSpec): string {
  const host = name === 'gateway' ? (env.GATEWAY_HOST ?? LOOPBACK) : LOOPBACK;
  if (host === '0.0.0.0' || host === '::') return LOOPBACK;
  return host.includes(':') ? `[${host}]` : host;
}
