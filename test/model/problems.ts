import {
  accountKey,
  CLOSES_KEPT,
  changeFromWire,
  compareVersions,
  type Evaluation,
  type IndicatorChange,
  lastClosedDays,
  sameContent,
  type Tenant,
  type WireIndicatorChange,
} from '@bellwether/domain';
import { atClose, bucketsOf, type Expected, evaluationOf, expectedOf, factOf, tenantOf } from './expected.ts';
import { type Fact, SIGNAL_TOPICS } from './facts.ts';
import type { World } from './world.ts';
import { wrongScores } from './wrong-scores.ts';

export interface Problem {
  readonly rule: string;
  readonly detail: string;
}

/** Everything that is wrong at the end of a run, although all was read and the clock has passed a close. */
export function problemsOf(world: World): Problem[] {
  const expected = expectedOf((topic) => world.records(topic));
  const published = publishedIn(world);
  const accounts = accountsOf(expected);
  return [
    ...wrongFacts(world, expected),
    ...wrongBuckets(world, expected),
    ...[...accountsOf(expected)].flatMap(([key, facts]) =>
      wrongAccount(world, expected, published, key, facts),
    ),
    ...publishedTooEarly(world, expected, published),
    ...writtenTooLate(world, expected),
    ...(world.scored ? wrongScores(world, expected, accounts) : []),
    ...world.indicators.rewound.map((at) => ({ rule: 'commits never go back', detail: at })),
  ];
}

/** Before any clock republishes everything: without zombies, what is recorded is what was said last. */
export function problemsAtRest(world: World): Problem[] {
  if (world.anyFroze) return [];
  const said = new Map<string, Evaluation>();
  for (const { live, ...account } of publishedIn(world)) {
    const before = said.get(accountKey(account));
    if (!before || compareVersions(live.version, before.version) >= 0) said.set(accountKey(account), live);
  }
  const { tenants } = expectedOf((topic) => world.records(topic));
  return [...world.tables.vectors].flatMap(([key, recorded]) => {
    if (tenants.get(key.slice(0, key.indexOf('/')))?.importing) return [];
    const last = said.get(key);
    return last && sameContent(last, recorded)
      ? []
      : [{ rule: `${key} recorded as published`, detail: `${text(last)} instead of ${text(recorded)}` }];
  });
}

function publishedIn(world: World): IndicatorChange[] {
  return world
    .records('health.indicator-changes')
    .map(({ value }) => changeFromWire(JSON.parse(String(value)) as WireIndicatorChange));
}

function accountsOf({ facts }: Expected): Map<string, Fact[]> {
  const accounts = new Map<string, Fact[]>();
  for (const fact of facts.values()) {
    const key = accountKey(fact);
    accounts.set(key, [...(accounts.get(key) ?? []), fact]);
  }
  return accounts;
}

/** Distinct accepted = stored + dead-lettered, each of them exactly. */
function wrongFacts(world: World, expected: Expected): Problem[] {
  const letters = world.records('control.dead-letters').map(({ key }) => String(key));
  return [
    ...differences('facts stored', texts(expected.facts), texts(world.tables.facts)),
    ...differences(
      'dead letters',
      new Map([...expected.rejected].map((id) => [id, ''])),
      new Map(letters.map((id) => [id, ''])),
    ),
  ];
}

function wrongBuckets(world: World, expected: Expected): Problem[] {
  const wanted = [...bucketsOf(expected.facts.values(), 0)];
  const present = [...world.tables.buckets].map(([id, bucket]) => [id, { ...bucket, epoch: 0 }] as const);
  return differences('buckets', texts(wanted), texts(present));
}

function wrongAccount(
  world: World,
  expected: Expected,
  published: readonly IndicatorChange[],
  key: string,
  facts: readonly Fact[],
): Problem[] {
  const tenant = tenantOf(expected, key.slice(0, key.indexOf('/')));
  const asOf = tenant.asOf ?? world.clock.now();
  const live = evaluationOf(facts, tenant.epoch, asOf);
  if (!live) return [];
  const own = published.filter((change) => accountKey(change) === key);
  const recorded = world.tables.vectors.get(key);
  const problems = [
    ...unlike(`${key} recorded`, live, recorded, tenant.asOf === null),
    ...unlike(`${key} published`, live, newest(own.map((change) => change.live)), tenant.asOf === null),
  ];
  for (const day of lastClosedDays(asOf, CLOSES_KEPT)) {
    const close = atClose(facts, tenant.epoch, day);
    if (!close) continue;
    const said = own.flatMap((change) => change.closes.filter((c) => c.day === day).map((c) => c.evaluation));
    problems.push(
      ...unlike(`${key} close recorded ${day}`, close, world.tables.closes.get(`${key} ${day}`), true),
    );
    problems.push(...unlike(`${key} close published ${day}`, close, newest(said), true));
  }
  return problems;
}

function newest(evaluations: readonly Evaluation[]): Evaluation | undefined {
  return evaluations.reduce<Evaluation | undefined>(
    (best, each) => (best && compareVersions(each.version, best.version) < 0 ? best : each),
    undefined,
  );
}

/** A frozen tenant's vector may be of an older version as long as it says the same. */
function unlike(
  rule: string,
  wanted: Evaluation,
  found: Evaluation | undefined,
  exactly: boolean,
): Problem[] {
  if (!found) return [{ rule, detail: 'missing' }];
  const same = sameContent(wanted, found) && wanted.version.epoch === found.version.epoch;
  if (same && (!exactly || compareVersions(wanted.version, found.version) === 0)) return [];
  return [{ rule, detail: `${text(found)} instead of ${text(wanted)}` }];
}

/** While a tenant is importing nothing is said of it, and afterwards nothing from half a history. */
function publishedTooEarly(
  world: World,
  { rows }: Expected,
  published: readonly IndicatorChange[],
): Problem[] {
  const problems: Problem[] = [];
  for (const change of published) {
    const { epoch, facts, asOf } = change.live.version;
    const history = rows.filter((row) => row.tenantId === change.tenantId);
    if (history.some((row) => row.importing && row.epoch === epoch)) {
      problems.push({ rule: 'silent while importing', detail: text(change) });
    }
    const ended = history.findLast((row) => row.change === 'import-ended' && row.epoch <= epoch);
    if (!ended) continue;
    const whole = evaluationOf(importedFacts(world, ended, accountKey(change)), epoch, asOf);
    if (whole && facts < whole.version.facts) {
      problems.push({ rule: 'initial from the whole history', detail: text(change) });
    }
  }
  return problems;
}

/** Whoever ends an import has first made sure that nothing more can be written under it. */
function writtenTooLate(world: World, { rows }: Expected): Problem[] {
  return rows.flatMap((ended, i) => {
    if (ended.change !== 'import-ended') return [];
    const began = rows.slice(0, i).findLast((row) => row.change === 'import-started')?.epoch;
    const ends = new Map(ended.importEnds.map((end) => [`${end.topic}/${end.partition}`, end.offset]));
    return SIGNAL_TOPICS.flatMap((topic) => world.records(topic))
      .filter((record) => factOf(record)?.imported === began)
      .filter((record) => record.offset >= (ends.get(`${record.topic}/${record.partition}`) ?? 0n))
      .map(({ offset }) => ({ rule: 'an ended import stays ended', detail: `offset ${offset}` }));
  });
}

/** The account's facts up to where the import ended. */
function importedFacts(world: World, ended: Tenant, key: string): Fact[] {
  const ends = new Map(ended.importEnds.map((end) => [`${end.topic}/${end.partition}`, end.offset]));
  const facts = SIGNAL_TOPICS.flatMap((topic) => world.records(topic))
    .filter((record) => record.offset < (ends.get(`${record.topic}/${record.partition}`) ?? 0n))
    .flatMap((record) => factOf(record) ?? []);
  const own = facts.filter((fact) => accountKey(fact) === key);
  return [...new Map(own.map((fact) => [fact.id, fact])).values()];
}

function differences(rule: string, wanted: Map<string, string>, found: Map<string, string>): Problem[] {
  const ids = new Set([...wanted.keys(), ...found.keys()]);
  return [...ids].flatMap((id) => {
    if (wanted.get(id) === found.get(id)) return [];
    return [
      { rule, detail: `${id}: ${found.get(id) ?? 'missing'} instead of ${wanted.get(id) ?? 'nothing'}` },
    ];
  });
}

function texts(entries: Iterable<readonly [string, unknown]>): Map<string, string> {
  return new Map([...entries].map(([id, value]) => [id, text(value)]));
}

function text(value: unknown): string {
  return JSON.stringify(value, (_, v: unknown) => (typeof v === 'bigint' ? String(v) : v));
}
