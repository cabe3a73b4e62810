import { memoryCodec, topics } from '@bellwether/contracts';
import { type Activity, DAY_MS, implicitTenant, type SourceState, type Tenant } from '@bellwether/domain';
import {
  createMemoryLog,
  type MemoryClient,
  sourceStateTable,
  tenantRows,
  writeSourceStates,
} from '@bellwether/kafka';
import { describe, expect, it } from 'vitest';
import { DEFAULT_SETTINGS, type IndicatorsPorts } from '../ports.ts';
import { judgeSources } from './judge-sources.ts';
import { Tenure } from './tenure.ts';

const NOON = Date.parse('2026-03-10T12:00:00.000Z');
const weeks = (now: number) => [now, 50, 50, 50, 50, 50, 50, 50, 50];

function logins(tenantId: string, now: number): Activity[] {
  const heard = { tenantId, topic: 'signals.login', accounts: weeks(now), heardAt: NOON - DAY_MS };
  return [
    { ...heard, source: null },
    { ...heard, source: 'web' },
  ];
}

async function world() {
  const codec = await memoryCodec();
  const clock = { at: NOON, now: () => clock.at };
  const log = createMemoryLog({ now: clock.now });
  const setup = log.client('setup');
  await setup.ensureTopics(topics);
  const rows = tenantRows(codec);
  const said: SourceState[] = [];
  const portsOf = async (
    client: MemoryClient,
    heard: () => readonly Activity[],
    unread = 0,
  ): Promise<IndicatorsPorts> => {
    const ports: Partial<IndicatorsPorts> = {
      tenants: await client.table(rows),
      sources: {
        states: await client.table(sourceStateTable(codec)),
        unread: async () => new Map([['signals.login', unread]]),
        heard: async () => heard(),
        write: (next) => writeSourceStates(client, codec, next),
      },
      clock,
      pause: () => new Promise((resolve) => setImmediate(resolve)),
      journal: { sourceState: (row: SourceState) => said.push(row), retrying: () => {} } as never,
    };
    return ports as IndicatorsPorts;
  };
  return {
    clock,
    log,
    said,
    portsOf,
    tenure: () => new Tenure({ epoch: 1, partitions: [0] }, DEFAULT_SETTINGS),
    tenant: (tenantId: string, change: Partial<Tenant>) =>
      setup.rewriteControlRow({
        tenantId,
        rows,
        next: () => ({ ...implicitTenant(tenantId), ...change, epoch: 1 }),
      }),
    rows: () =>
      log.records('control.data-quality').map(({ key, value }) => {
        const decoded = codec.decode<SourceState>('control.data-quality', value);
        return [String(key), decoded.kind === 'value' && decoded.value.state];
      }),
  };
}

describe('judging sources', () => {
  it('says once, for each tenant, what went quiet, and says when it is back', async () => {
    const { log, portsOf, tenure, clock, rows, said } = await world();
    let heard = [...logins('t', 0), ...logins('u', 50)];
    const ports = await portsOf(log.client('one'), () => heard);
    await judgeSources(tenure(), ports);
    clock.at += 3_600_000;
    await judgeSources(tenure(), ports);
    expect(rows()).toEqual([['t/signals.login', 'quiet']]);
    expect(said).toMatchObject([{ tenantId: 't', sources: ['web'], heldFrom: NOON + 5_000 }]);
    heard = [...logins('t', 40), ...logins('u', 50)];
    clock.at += 3_600_000;
    await judgeSources(tenure(), ports);
    expect(rows().map(([, state]) => state)).toEqual(['quiet', 'recovered']);
  });

  it('does not judge who is frozen or importing', async () => {
    const { log, portsOf, tenure, tenant, rows } = await world();
    await tenant('frozen', { asOf: NOON });
    await tenant('importing', { importing: true });
    const heard = ['frozen', 'importing'].flatMap((tenantId) => logins(tenantId, 0));
    await judgeSources(tenure(), await portsOf(log.client('one'), () => heard));
    expect(rows()).toEqual([]);
  });

  it('takes what is not landed yet for heard', async () => {
    const { log, portsOf, tenure, rows } = await world();
    await judgeSources(tenure(), await portsOf(log.client('one'), () => logins('t', 0), 5));
    expect(rows()).toEqual([]);
  });

  it('by two who both believe to own partition 0 says it once, and the older judgement never wins', async () => {
    const { log, portsOf, tenure, clock, rows } = await world();
    const zombie = await portsOf(log.client('zombie'), () => logins('t', 0));
    const owner = await portsOf(log.client('owner'), () => logins('t', 0));
    await Promise.all([judgeSources(tenure(), zombie), judgeSources(tenure(), owner)]);
    expect(rows()).toEqual([['t/signals.login', 'quiet']]);

    // Heard before the source was back, written after.
    const stood = Promise.withResolvers<void>();
    const late = await portsOf(log.client('late'), () => logins('t', 0));
    const write: typeof late.sources.write = async (next) => {
      await stood.promise;
      return late.sources.write(next);
    };
    const back = await portsOf(log.client('back'), () => logins('t', 50));
    clock.at += 3_600_000;
    const slow = judgeSources(tenure(), {
      ...late,
      sources: { ...late.sources, states: emptyTable, write },
    });
    await new Promise((resolve) => setImmediate(resolve));
    clock.at += 1;
    await judgeSources(tenure(), back);
    stood.resolve();
    await slow;
    expect(rows().map(([, state]) => state)).toEqual(['quiet', 'recovered']);
  });
});

/** Of a process that has not read what others said. */
const emptyTable: IndicatorsPorts['sources']['states'] = {
  catchUp: async () => {},
  get: () => undefined,
  entries: () => new Map<string, SourceState>().entries(),
};
