import { readIndicators } from '@bellwether/configuration';
import { scorecardFromWire, type WireScorecard } from '@bellwether/contracts';
import { ALL_TENANTS, scorecardSchema } from '@bellwether/domain';
import { type CompactedTable, scorecardTable, sourceStateTable } from '@bellwether/kafka';
import { createScorer } from '../../services/scorer/pipeline.ts';
import { GROUP, INPUTS, SCORES, type ScorerPorts } from '../../services/scorer/ports.ts';
import { Process } from './effects.ts';
import { LIKELIHOOD, LOGINS } from './facts.ts';
import type { Group } from './group.ts';
import { Instance, untilItAnswers } from './instance.ts';
import { jsonCodec } from './json-codec.ts';
import { openLog } from './log-client.ts';
import { tenantRows } from './tenants.ts';
import type { World } from './world.ts';

const SCORECARD = scorecardSchema.parse({
  id: 'model',
  title: 'Model',
  stability: 'fast',
  groups: [
    { id: 'usage', weight: 1, indicators: [{ id: LOGINS }] },
    { id: 'judgement', weight: 1, indicators: [{ id: LIKELIHOOD }] },
  ],
});

/** The one row of `control.scorecards`. */
export const SCORECARD_ROW: WireScorecard = {
  tenantId: ALL_TENANTS,
  version: 1,
  validFrom: 0,
  content: JSON.stringify([SCORECARD]),
  author: null,
  publishedAt: 0,
};
export const SCORECARD_VERSION = scorecardFromWire(SCORECARD_ROW);
export const SCORED = new Map(
  readIndicators()
    .filter(({ id }) => id === LOGINS || id === LIKELIHOOD)
    .map((each) => [each.id, each]),
);

/** One process of the scorer: the real pipeline over the model's log and clock. */
export function startScorer(world: World, group: Group, name: string): Instance {
  const instance = new Instance(new Process(name), group);
  void boot(world, instance);
  return instance;
}

async function boot(world: World, instance: Instance): Promise<void> {
  const { process } = instance;
  const log = openLog(world.broker, process, world.broken);
  const ports: ScorerPorts = {
    codec: jsonCodec,
    taker: log.taker({ groupId: GROUP, inputs: INPUTS, stateTopic: SCORES }),
    tenants: await untilItAnswers(() => log.table(tenantRows)),
    scorecards: await untilItAnswers(() => log.table(scorecardTable(jsonCodec))),
    sources: readSometimes(world, await untilItAnswers(() => log.table(sourceStateTable(jsonCodec)))),
    indicators: SCORED,
    partitionOf: world.partitionOf,
    clock: world.clock,
    pause: () => process.effect('pause', () => {}, true),
    journal: { taken: () => {}, committed: () => {}, deadLettered: () => {}, retrying: () => {} },
  };
  const scorer = createScorer(ports);
  let tickedAt = Number.NaN;
  instance.startedUp(
    {
      rebalancing: () => scorer.rebalancing(),
      assigned: (assignment) => scorer.assigned(assignment),
      batch: (batch) => scorer.batch(batch).catch(world.unlessStale),
    },
    () => {
      // Nothing can be due twice at one instant; its timer would only keep the model from coming to rest.
      if (tickedAt === world.clock.now()) return;
      tickedAt = world.clock.now();
      scorer.tick(tickedAt).catch(world.unlessStale);
    },
  );
}

/** Where the rule is broken, a table that says what it said when last it was read. */
function readSometimes<V>(world: World, table: CompactedTable<V>): CompactedTable<V> {
  if (world.broken !== 'control.data-quality is read before a scorer transaction') return table;
  return {
    get: (key) => table.get(key),
    entries: () => table.entries(),
    catchUp: () => (world.random.chance(0.9) ? Promise.resolve() : table.catchUp()),
  };
}
