import {
  accountKey,
  changeFromWire,
  changeToWire,
  endedImport,
  type FactStore,
  type IndicatorChange,
  implicitTenant,
  type ReadText,
  type RecordedVector,
  type Tenant,
  type WireIndicatorChange,
} from '@bellwether/domain';
import type { OutgoingRecord } from '@bellwether/kafka';
import type { IndicatorsPorts } from '../../services/indicators/ports.ts';
import type { Process } from './effects.ts';
import { asFact, SIGNAL_TOPICS } from './facts.ts';
import { openLog } from './log-client.ts';
import type { Rule } from './rules.ts';
import { tenantRows } from './tenants.ts';
import type { World } from './world.ts';

type Mutate = (ports: IndicatorsPorts, world: World, process: Process) => IndicatorsPorts;

/** Breaks a rule by standing between the pipeline and its ports. The others are broken in the fakes themselves. */
export function breakRule(
  rule: Rule | null,
  ports: IndicatorsPorts,
  world: World,
  process: Process,
): IndicatorsPorts {
  return rule === null ? ports : (BREAKS[rule]?.(ports, world, process) ?? ports);
}

const BREAKS: Partial<Record<Rule, Mutate>> = {
  'publish, then record': (ports) => {
    let held: (readonly OutgoingRecord[])[] = [];
    const record = async (changes: readonly IndicatorChange[]) => {
      await ports.store.record(changes);
      const late = held;
      held = [];
      for (const records of late) await ports.writer.write(records);
    };
    const hold = (records: readonly OutgoingRecord[]) => {
      held.push(records);
      return [];
    };
    return onPublish(withStore(ports, { record }), hold);
  },

  'control.tenants is read before a flush': (ports, world) => ({
    ...ports,
    tenants: {
      get: (key) => ports.tenants.get(key),
      entries: () => ports.tenants.entries(),
      catchUp: () => (world.random.chance(0.7) ? Promise.resolve() : ports.tenants.catchUp()),
    },
  }),

  'one view of the tenants for a whole piece of work': (ports) => {
    const now = (tenantId: string) => (ports.tenants.get(tenantId) ?? implicitTenant(tenantId)).epoch;
    const evaluate: FactStore['evaluate'] = async (requests) => {
      await ports.tenants.catchUp();
      return ports.store.evaluate(requests, now);
    };
    return withStore(ports, { evaluate });
  },

  'no account is evaluated before its import has landed whole': (ports, world) => ({
    ...ports,
    committed: () =>
      Promise.resolve(
        SIGNAL_TOPICS.flatMap((topic) =>
          world.broker
            .partitions(topic)
            .map((log, partition) => ({ topic, partition, offset: BigInt(log.end) })),
        ),
      ),
  }),

  'the importer is fenced before its import is ended': (ports, world, process) => ({
    ...ports,
    endImport: (tenantId) => endWithoutFencing(tenantId, world, process),
  }),

  'accounts are due under a new epoch': (ports) => withStore(ports, { due: () => Promise.resolve([]) }),

  'a late fact corrects the closes it touches': (ports) => {
    const [spied, known] = spyOnRecorded(ports);
    const onlyNew = (change: IndicatorChange): IndicatorChange => {
      const before = known.get(accountKey(change));
      const through = before?.live.version.epoch === change.live.version.epoch ? before.closedThrough : null;
      return { ...change, closes: change.closes.filter(({ day }) => through === null || day > through) };
    };
    const record = (changes: readonly IndicatorChange[]) => ports.store.record(changes.map(onlyNew));
    return onPublish(withStore(spied, { record }), (records) =>
      records.map((each) => ({ ...each, value: write(onlyNew(read(each))) })),
    );
  },

  'texts are read before a version counts their facts': (ports) => {
    let late: readonly ReadText[] = [];
    const landReadings: FactStore['landReadings'] = async (texts) => {
      const overdue = late;
      late = texts;
      await ports.store.landReadings(overdue);
    };
    return withStore(ports, { landReadings });
  },

  'the clock looks at silent accounts': (ports) => withStore(ports, { owned: () => Promise.resolve([]) }),

  'buckets are recomputed for facts seen before': (ports, world) => {
    const seen = new Set<string>();
    const land: FactStore['land'] = (topic, facts) => {
      for (const fact of facts) {
        const { id } = asFact(topic, { ...fact, amount: 0 });
        if (world.tables.facts.has(id)) seen.add(`${topic} ${accountKey(fact)}`);
      }
      return ports.store.land(topic, facts);
    };
    const recompute: FactStore['recompute'] = (buckets, epochOf) =>
      ports.store.recompute(
        buckets.filter((bucket) => !seen.has(`${bucket.topic} ${accountKey(bucket)}`)),
        epochOf,
      );
    return withStore(ports, { land, recompute });
  },
};

function withStore(ports: IndicatorsPorts, store: Partial<FactStore>): IndicatorsPorts {
  return { ...ports, store: { ...ports.store, ...store } };
}

function onPublish(
  ports: IndicatorsPorts,
  change: (records: readonly OutgoingRecord[]) => readonly OutgoingRecord[],
): IndicatorsPorts {
  const write = async (records: readonly OutgoingRecord[]) => {
    const published = records[0]?.topic === 'health.indicator-changes';
    const kept = published ? change(records) : records;
    if (kept.length > 0) await ports.writer.write(kept);
  };
  return { ...ports, writer: { ...ports.writer, write } };
}

function spyOnRecorded(ports: IndicatorsPorts): [IndicatorsPorts, Map<string, RecordedVector>] {
  const known = new Map<string, RecordedVector>();
  const recorded: FactStore['recorded'] = async (accounts) => {
    const found = await ports.store.recorded(accounts);
    for (const [i, account] of accounts.entries()) {
      const vector = found[i];
      if (vector) known.set(accountKey(account), vector);
    }
    return found;
  };
  return [withStore(ports, { recorded }), known];
}

function read({ value }: OutgoingRecord): IndicatorChange {
  return changeFromWire(JSON.parse(String(value)) as WireIndicatorChange);
}

function write(change: IndicatorChange): Buffer {
  return Buffer.from(JSON.stringify(changeToWire(change)));
}

async function endWithoutFencing(tenantId: string, world: World, process: Process): Promise<boolean> {
  const ends = await openLog(world.broker, process).dataEnds(SIGNAL_TOPICS);
  const rows = world.records(tenantRows.topic).map(({ value }) => tenantRows.decode(value as Buffer));
  const old = rows.findLast((row: Tenant) => row.tenantId === tenantId);
  if (!old?.importing) return true;
  const { topic, encode } = tenantRows;
  const value = encode(endedImport(old, ends, world.clock.now()));
  await process.effect('write the end row', () =>
    world.broker.append([{ topic, key: tenantId, value, partition: 0 }]),
  );
  return true;
}
