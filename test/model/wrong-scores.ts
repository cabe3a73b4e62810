import {
  accountKey,
  CLOSES_KEPT,
  type Close,
  changeFromWire,
  type DecisionContext,
  decide,
  type IndicatorChange,
  implicitTenant,
  lastClosedDays,
  NO_CAUSES,
  type ScoreChange,
  type ScoreRecord,
  type ScoreState,
  type SourceState,
  scoreRecordOf,
  type Tenant,
  type WireIndicatorChange,
} from '@bellwether/domain';
import { changeId } from '../../services/scorer/change-id.ts';
import { CHANGES, SCORES, VECTORS } from '../../services/scorer/ports.ts';
import { atClose, type Expected, evaluationOf, tenantOf } from './expected.ts';
import type { Fact } from './facts.ts';
import type { Problem } from './problems.ts';
import { sourceStatesIn } from './quiet-source.ts';
import { SCORECARD_VERSION, SCORED } from './scorer-process.ts';
import { LIVE_TENANT } from './signals.ts';
import type { World } from './world.ts';

const RULES = { scorecards: new Map([['*/1', SCORECARD_VERSION]]), indicators: SCORED };

/** What is wrong with scores and changes, given that all vectors have been read. */
export function wrongScores(
  world: World,
  expected: Expected,
  accounts: ReadonlyMap<string, Fact[]>,
): Problem[] {
  const records = world.records(SCORES).map(({ value }) => json<ScoreRecord>(value));
  const changes = world.records(CHANGES).map(({ value }) => json<ScoreChange>(value));
  return [...accounts].flatMap(([key, facts]) => {
    const own = changes.filter((change) => accountKey(change) === key);
    return [
      ...wrongSequence(key, own),
      ...wrongScore(
        world,
        tenantOf(expected, key.slice(0, key.indexOf('/'))),
        key,
        facts,
        records.filter((record) => accountKey(record) === key),
      ),
      ...(key.startsWith(`${LIVE_TENANT}/`) ? wrongChanges(world, key, own) : []),
    ];
  });
}

/** Every change once, in order, without a gap. */
function wrongSequence(key: string, changes: readonly ScoreChange[]): Problem[] {
  const found = changes.map(({ sequence }) => sequence).join(' ');
  const wanted = changes.map((_, i) => i + 1).join(' ');
  return found === wanted ? [] : [{ rule: `${key} sequence`, detail: found }];
}

/** The score in force follows from the facts alone, whatever happened on the way. */
function wrongScore(
  world: World,
  tenant: Tenant,
  key: string,
  facts: readonly Fact[],
  records: readonly ScoreRecord[],
): Problem[] {
  const asOf = tenant.asOf ?? world.clock.now();
  const live = evaluationOf(facts, tenant.epoch, asOf);
  if (!live) return [];
  const closes = lastClosedDays(asOf, CLOSES_KEPT).flatMap((day): Close[] => {
    const evaluation = atClose(facts, tenant.epoch, day);
    return evaluation ? [{ day, evaluation }] : [];
  });
  const [tenantId, accountId] = key.split('/') as [string, string];
  const change = { tenantId, accountId, reason: 'due', live, closes, causes: NO_CAUSES } as const;
  const { state, verdict } = decide(null, { kind: 'vector', change }, contextOf(tenant));
  if (!state || !verdict) return [{ rule: `${key} score`, detail: 'the facts alone decide nothing' }];
  const found = records.at(-1);
  if (!found) return [{ rule: `${key} score`, detail: 'missing' }];
  const wanted = scoreRecordOf(null, state, verdict, RULES);
  // A record brings only the closes that are news; a reader keeps the newest of each day.
  // Their bands are as folded when written, and so depend on what was known then.
  const kept = new Map(
    records.flatMap((record) => record.closes.map((close) => [close.day, close] as const)),
  );
  const problems = wanted.closes.flatMap(({ band: _, ...close }) => {
    const { band, ...said } = kept.get(close.day) ?? { band: null };
    return differing(`${key} close score ${close.day}`, close, band === null ? undefined : said);
  });
  return [...differing(`${key} score`, inForce(wanted), inForce(found)), ...problems];
}

/** What a reader of the score sees, without how it came about. */
function inForce(record: ScoreRecord): object {
  const { epoch, asOf, scoreTenths, band, dataTenths, humanTenths, flags, coveragePercent } = record;
  return { epoch, asOf, scoreTenths, band, dataTenths, humanTenths, flags, coveragePercent };
}

function differing(rule: string, wanted: object, found: object | undefined): Problem[] {
  const [should, said] = [JSON.stringify(wanted), JSON.stringify(found)];
  return said === should ? [] : [{ rule, detail: `${said} instead of ${should}` }];
}

/**
 * Where the tenant never changes, the changes are a function of the vectors in the order the log holds them: none
 * lost, none twice, each exactly as an undisturbed scorer would have made it, judgements among them. What a quiet source
 * holds back follows from the instant a vector is about, whenever the scorer came to read its row.
 */
function wrongChanges(world: World, key: string, found: readonly ScoreChange[]): Problem[] {
  const vectors = world
    .records(VECTORS)
    .filter((record) => String(record.key) === key)
    .map(({ value }) => changeFromWire(json<WireIndicatorChange>(value)));
  const wanted = scored(vectors, sourceStatesIn(world).slice(-1));
  const [a, b] = [wanted, found].map((changes) => changes.map((change) => JSON.stringify(change)));
  const at = wanted.findIndex((_, i) => a?.[i] !== b?.[i]);
  if (at < 0 && wanted.length === found.length) return [];
  return [{ rule: `${key} changes`, detail: `${found.length} of ${wanted.length}; first other: ${at}` }];
}

function scored(vectors: readonly IndicatorChange[], sources: readonly SourceState[]): ScoreChange[] {
  const ctx = { ...contextOf(implicitTenant(LIVE_TENANT)), sources };
  const changes: ScoreChange[] = [];
  let state: ScoreState | null = null;
  for (const change of vectors) {
    const decision = decide(state, { kind: 'vector', change }, ctx);
    state = decision.state;
    if (decision.change) changes.push(decision.change);
  }
  return changes;
}

function contextOf(tenant: Tenant): DecisionContext {
  return { ...RULES, tenant, sources: [], idOf: changeId };
}

function json<T>(value: Buffer | null): T {
  return JSON.parse(String(value)) as T;
}
