import { setTimeout as pause } from 'node:timers/promises';
import type { ClickHouse } from '@bellwether/clickhouse';
import { down, up } from '@bellwether/local-stack';
import { demoTenant, loadHistory } from '../demo/load-history.ts';
import {
  DEMO_TENANT,
  firstDemoAccount,
  newDemoRecord,
  readDemoRecord,
  writeDemoRecord,
} from '../demo/record.ts';
import { stackProgress } from '../output/stack-progress.ts';
import { addApiKey, storedApiKey } from '../stack/api-key.ts';
import { withClickHouse } from '../stack/clickhouse.ts';
import { type Log, withKafka } from '../stack/kafka.ts';
import { migrateAll } from '../stack/migrate.ts';
import { stateDir } from '../stack/project.ts';
import { removeRunRecord } from '../stack/service-record.ts';
import { claimRun, watchLauncher } from './claim.ts';
import { printChange, printHowToTry, printSource } from './live-log.ts';
import { serviceSpecs } from './service-specs.ts';
import type { Stopper } from './stopper.ts';
import { streamLive } from './stream.ts';
import { type Summary, settle, signalEnds, signalsSince, storedSoFar, summarize } from './summary.ts';
import { type Supervisor, superviseServices } from './supervisor.ts';
import { watchChanges } from './watch.ts';

export interface StartOptions {
  readonly demo: boolean;
  /** How many customers a demo company that is new here has. */
  readonly accounts: number;
  /** Counted from when everything runs; null: until stopped. */
  readonly exitAfterMs: number | null;
  readonly say: (line: string) => void;
  readonly stopper: Stopper;
}

/** Suggested where there is no demo company: as the name of one's own customer. */
const OWN_ACCOUNT = 'acme';

/** Everything of `bellwether start`, in order. Resolves to the summary once stopped; cleaning up is the caller's. */
export async function runEverything(options: StartOptions): Promise<Summary | null> {
  const { say, stopper } = options;
  const run = await claimRun(say);
  stopper.onCleanUp(async () => removeRunRecord());
  const endWatch = watchLauncher(run.launcher, () => {
    say('whoever started this has gone');
    stopper.stop();
  });
  stopper.onCleanUp(async () => endWatch());
  const stack = await startStack(options);
  if (stack === null) return null;
  await migrateAll({
    kafkaBrokers: stack.kafka.brokers,
    schemaRegistryUrl: stack.schemaRegistry.url,
    clickhouseUrl: stack.clickhouse.url,
  });
  say('tables, schemas and topics are up to date');
  if (stopper.signal.aborted) return null;
  return withClickHouse((client) =>
    withKafka(async (kafka) => {
      const before = await storedSoFar(client);
      const from = await signalEnds(kafka.log);
      const watch = await watchChanges(
        kafka,
        (observed) => printChange(observed, say),
        (state) => printSource(state, say),
      );
      try {
        const services = await superviseServices(await serviceSpecs(stack, DEMO_TENANT), run, say);
        stopper.onCleanUp(() => services.stop());
        say('gateway, indicators, scorer, history and playbooks are ready');
        const bringing = options.demo ? bringDemo(options, services, kafka, client) : null;
        const endDemo = await orFailed(watch.failed, unlessStopped(stopper, bringing));
        printHowToTry(
          {
            gatewayUrl: services.gatewayUrl,
            clickhouseUrl: stack.clickhouse.url,
            accountId: (options.demo && firstDemoAccount()) || OWN_ACCOUNT,
          },
          say,
        );
        await Promise.race([untilStopped(options), watch.failed]);
        await endDemo?.();
        if (!stopper.signal.aborted) await settle(kafka.log);
        const signalsIn = await signalsSince(kafka.log, from);
        return summarize(signalsIn, before, await storedSoFar(client), watch);
      } finally {
        await watch.close();
      }
    }),
  );
}

async function startStack({ say, stopper }: StartOptions) {
  const progress = stackProgress();
  const starting = up({ dir: stateDir(), attached: true, log: say, onProgress: progress.on });
  const stack = await unlessStopped(stopper, starting).finally(progress.done);
  // Stopped in the middle of a start: whatever part of it runs is ours to end.
  if (stack === null || stack.started) stopper.onCleanUp(() => down(stateDir()));
  if (stack)
    say(`${stack.started ? 'started' : 'using'} Kafka, schema registry and ClickHouse (${stack.source})`);
  return stack;
}

/** The result of a step, or null as soon as a stop is asked for; the step's own end is then nobody's concern. */
async function unlessStopped<T>({ signal }: Stopper, step: Promise<T> | null): Promise<T | null> {
  step?.catch(() => undefined);
  if (signal.aborted) return null;
  return Promise.race([step, aborted(signal).then(() => null)]);
}

/** The result of a step; rejects as soon as something else it would be pointless without has failed. */
async function orFailed<T>(failed: Promise<void>, step: Promise<T>): Promise<T> {
  await Promise.race([step, failed]);
  return step;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}

/** Loads the history where there is none, and lets the company live. Resolves to what ends it. */
async function bringDemo(
  { say, stopper, accounts }: StartOptions,
  { gatewayUrl }: Supervisor,
  kafka: Log,
  client: ClickHouse,
): Promise<() => Promise<void>> {
  // The demo's own key, whatever the environment says: its signals must reach no real tenant.
  const key = storedApiKey(DEMO_TENANT) ?? addApiKey(DEMO_TENANT);
  const tenant = await demoTenant(kafka);
  // A record of another stack's company says nothing about this one.
  const known = tenant === undefined ? null : readDemoRecord();
  let record = known ?? newDemoRecord(Date.now(), accounts);
  if (tenant?.importEndedEpoch == null || tenant.importing || known?.loaded === false) {
    // Written first: a load that is cut off goes on with the same company.
    writeDemoRecord(record);
    say(`loading 180 days of a company with ${record.accounts} customers`);
    const { signals } = await loadHistory(record, kafka, client);
    record = { ...record, loaded: true };
    writeDemoRecord(record);
    say(`${signals} signals of history are stored`);
  }
  const stopped = new AbortController();
  stopper.signal.addEventListener('abort', () => stopped.abort(), { once: true });
  const streaming = streamLive({
    gateway: { url: gatewayUrl, key },
    record,
    say,
    stopped: stopped.signal,
    onStory: ({ account, story }) => say(`         ~ ${account.name}: ${story.title}`),
  });
  streaming.catch((error: unknown) => say(`the live stream ended: ${String(error)}`));
  return async () => {
    stopped.abort();
    await streaming.catch(() => undefined);
  };
}

async function untilStopped({ exitAfterMs, stopper }: StartOptions): Promise<void> {
  const { signal } = stopper;
  if (signal.aborted) return;
  if (exitAfterMs !== null) return pause(exitAfterMs, undefined, { signal }).catch(() => undefined);
  await aborted(signal);
}
