import { DAY_MS, implicitTenant, movedAsOf, startOfDay, type Tenant } from '@bellwether/domain';
import { isStaleAssignment, type LogRecord, partitionOf } from '@bellwether/kafka';
import { MemoryBroker } from '../../packages/kafka/memory/broker.ts';
import { INPUTS, GROUP as SCORER } from '../../services/scorer/ports.ts';
import { Process } from './effects.ts';
import { ASSESSMENT, LOGIN, SIGNAL_TOPICS } from './facts.ts';
import { Group } from './group.ts';
import { startImporter } from './importer.ts';
import { startIndicators } from './indicators-process.ts';
import type { Instance } from './instance.ts';
import { openLog } from './log-client.ts';
import type { Random } from './random.ts';
import type { Rule } from './rules.ts';
import { SCORECARD_ROW, startScorer } from './scorer-process.ts';
import { AS_OF_CHOICES, FIRST_DAY, LIVE_TENANT, MOVED_TENANT, Source } from './signals.ts';
import { Tables } from './store.ts';
import { tenantRows } from './tenants.ts';

export const PARTITIONS = 2;
/** The share of seeds that go on to scores; the others are cheaper and go deeper into the first half. */
const SCORED_SEEDS = 0.5;

const TOPICS: Readonly<Record<string, number>> = {
  [LOGIN]: PARTITIONS,
  [ASSESSMENT]: PARTITIONS,
  'health.indicator-changes': PARTITIONS,
  'health.overrides': PARTITIONS,
  'health.scores': PARTITIONS,
  'health.score-changes': PARTITIONS,
  'control.scorecards': 1,
  'control.tenants': 1,
  'control.data-quality': 1,
  'control.dead-letters': 1,
};

/** Brokers, tables, a clock, and the processes that come and go. */
export class World {
  readonly random: Random;
  readonly clock = {
    at: startOfDay(FIRST_DAY) + 10 * 3_600_000,
    now: (): number => this.clock.at,
  };
  readonly broker = new MemoryBroker(() => this.clock.at);
  readonly tables = new Tables();
  readonly indicators: Group;
  readonly scorers: Group;
  /** Whether anybody scores what is published. */
  readonly scored: boolean;
  readonly source: Source;
  /** The rule the harness breaks in this run. */
  readonly broken: Rule | null;
  readonly faults: unknown[] = [];
  readonly trace: string[] = [];
  instances: Instance[] = [];
  readonly others: Process[] = [];
  outages = 0;
  /** Whether there may have been zombies. */
  anyFroze = false;
  #started = 0;

  constructor(
    random: Random,
    { broken = null, crowded = false }: { broken?: Rule | null; crowded?: boolean },
  ) {
    this.random = random;
    this.broken = broken;
    this.scored = random.chance(SCORED_SEEDS);
    for (const [name, partitions] of Object.entries(TOPICS)) {
      this.broker.ensureTopic({ name, partitions, cleanup: 'delete' });
    }
    this.indicators = new Group('indicators', SIGNAL_TOPICS, PARTITIONS, this.broker, broken);
    this.scorers = new Group(SCORER, INPUTS, PARTITIONS, this.broker, broken);
    const value = Buffer.from(JSON.stringify(SCORECARD_ROW));
    this.broker.append([{ topic: 'control.scorecards', key: '*/1', value }]);
    this.source = new Source(random, crowded ? 1 : 3);
    if (random.chance(0.7)) this.#freezeTenant();
  }

  readonly partitionOf = (key: string): number => partitionOf(key, PARTITIONS);

  /** Every committed record of a topic, by partition and offset. */
  records(topic: string): LogRecord[] {
    return this.broker
      .partitions(topic)
      .flatMap((partition) => [...partition.read(0n, Number.POSITIVE_INFINITY).records]);
  }

  /** From the start the tenant is looked at from a past day, where no clock corrects what went wrong. */
  #freezeTenant(): void {
    const asOf = this.random.pick(AS_OF_CHOICES) ?? null;
    const row: Tenant = { ...implicitTenant(MOVED_TENANT), epoch: 1, asOf };
    const { topic, encode } = tenantRows;
    this.broker.append([{ topic, key: MOVED_TENANT, value: encode(row) }]);
  }

  get groups(): readonly Group[] {
    return this.scored ? [this.indicators, this.scorers] : [this.indicators];
  }

  /** Another process of a service. */
  start(group: Group): void {
    this.#started += 1;
    const name = `${group.groupId}-${this.#started}`;
    const begin = group === this.indicators ? startIndicators : startScorer;
    this.instances.push(begin(this, group, name));
  }

  get living(): Instance[] {
    return this.instances.filter(({ process }) => !process.dead);
  }

  livingIn(group: Group): Instance[] {
    return this.living.filter((instance) => instance.group === group);
  }

  /** Those that answer the group's coordinator. */
  reachable(group: Group): Instance[] {
    return this.livingIn(group).filter(({ process, member }) => member !== null && !process.frozen);
  }

  /** True when everybody who could be a member is one and knows its share. */
  settled(group: Group): boolean {
    const joined = ({ member }: Instance) => member !== null && group.members.includes(member);
    return (
      group.settled && this.livingIn(group).every((instance) => instance.process.frozen || joined(instance))
    );
  }

  rebalance(group: Group): void {
    group.rebalance(
      this.reachable(group).flatMap(({ member }) => (member ? [member] : [])),
      this.random,
    );
  }

  /** A fault is a bug; an assignment that has passed is not. */
  readonly unlessStale = (error: unknown): void => {
    if (!isStaleAssignment(error)) this.faults.push(error);
  };

  produce(): void {
    const tenantId = this.random.chance(0.6) ? LIVE_TENANT : MOVED_TENANT;
    const { topic, key, value } = this.source.next(tenantId, this.clock.now());
    // Sources compute the partition; a broken key goes where the value belongs, or anywhere.
    this.broker.append([{ topic, key, value }]);
  }

  /** Some process stops in the middle of what it does; the group goes on without it. */
  freeze(): void {
    this.anyFroze = true;
    const instance = this.random.pick(this.living.filter(({ process }) => process.waiting > 0));
    const importer = this.random.pick(this.others.filter((process) => process.waiting > 0));
    if (importer && this.random.chance(0.5)) importer.frozen = true;
    else if (instance) {
      instance.process.frozen = true;
      if (this.random.chance(0.8)) this.rebalance(instance.group);
    }
  }

  async crash(instance: Instance): Promise<void> {
    await instance.process.die(this.random);
  }

  passTime(): void {
    const { random } = this;
    const leaps = { moment: 40, minutes: 25, hours: 20, day: 15 };
    const kind = random.weighted(leaps);
    const most = { moment: 2_000, minutes: 20 * 60_000, hours: 5 * 3_600_000, day: DAY_MS }[kind];
    this.clock.at += random.int(1, most);
  }

  /** What the brokers do to a transaction nobody finishes. */
  expireTransactions(): void {
    this.broker.expireTransaction(`import/${MOVED_TENANT}`);
    for (let p = 0; p < PARTITIONS; p++) this.broker.expireTransaction(`${SCORER}/${p}`);
  }

  import(): void {
    this.others.push(startImporter(this));
  }

  /** An operator moves the as-of of the tenant. */
  moveAsOf(): void {
    const process = new Process('operator');
    this.others.push(process);
    const asOf = this.random.pick(AS_OF_CHOICES) ?? null;
    const next = (row: Tenant | undefined): Tenant | null => {
      const old = row ?? implicitTenant(MOVED_TENANT);
      if (old.importing) return null;
      return movedAsOf(old, asOf, this.clock.now());
    };
    openLog(this.broker, process)
      .rewriteControlRow({ tenantId: MOVED_TENANT, rows: tenantRows, next })
      .catch(() => {});
  }
}
