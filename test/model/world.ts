import { DAY_MS, implicitTenant, startOfDay, type Tenant } from '@bellwether/domain';
import { type LogRecord, partitionOf } from '@bellwether/kafka';
import { MemoryBroker } from '../../packages/kafka/memory/broker.ts';
import { Process } from './effects.ts';
import { ASSESSMENT, LOGIN, SIGNAL_TOPICS } from './facts.ts';
import { Group } from './group.ts';
import { startImporter } from './importer.ts';
import { type Instance, startInstance } from './instance.ts';
import { openLog } from './log-client.ts';
import type { Random } from './random.ts';
import type { Rule } from './rules.ts';
import { AS_OF_CHOICES, FIRST_DAY, LIVE_TENANT, MOVED_TENANT, Source } from './signals.ts';
import { Tables } from './store.ts';
import { tenantRows } from './tenants.ts';

export const PARTITIONS = 2;

const TOPICS: Readonly<Record<string, number>> = {
  [LOGIN]: PARTITIONS,
  [ASSESSMENT]: PARTITIONS,
  'health.indicator-changes': PARTITIONS,
  'control.tenants': 1,
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
  readonly group: Group;
  readonly source: Source;
  /** The rule the harness breaks in this run. */
  readonly broken: Rule | null;
  readonly faults: unknown[] = [];
  readonly trace: string[] = [];
  instances: Instance[] = [];
  readonly others: Process[] = [];
  outages = 0;
  #started = 0;

  constructor(random: Random, broken: Rule | null) {
    this.random = random;
    this.broken = broken;
    for (const [name, partitions] of Object.entries(TOPICS)) {
      this.broker.ensureTopic({ name, partitions, cleanup: 'delete' });
    }
    this.group = new Group('indicators', SIGNAL_TOPICS, PARTITIONS, this.broker, broken);
    this.source = new Source(random);
  }

  readonly partitionOf = (key: string): number => partitionOf(key, PARTITIONS);

  /** Every committed record of a topic, by partition and offset. */
  records(topic: string): LogRecord[] {
    return this.broker
      .partitions(topic)
      .flatMap((partition) => [...partition.read(0n, Number.POSITIVE_INFINITY).records]);
  }

  start(): void {
    this.#started += 1;
    this.instances.push(startInstance(this, `indicators-${this.#started}`));
  }

  get living(): Instance[] {
    return this.instances.filter(({ process }) => !process.dead);
  }

  /** Those that answer the group's coordinator. */
  get reachable(): Instance[] {
    return this.living.filter(({ process, member }) => member !== null && !process.frozen);
  }

  rebalance(): void {
    this.group.rebalance(
      this.reachable.flatMap(({ member }) => (member ? [member] : [])),
      this.random,
    );
  }

  produce(): void {
    const tenantId = this.random.chance(0.6) ? LIVE_TENANT : MOVED_TENANT;
    const { topic, key, value } = this.source.next(tenantId, this.clock.now());
    // Sources compute the partition; a broken key goes where the value belongs, or anywhere.
    this.broker.append([{ topic, key, value }]);
  }

  /** Some process stops in the middle of what it does; the group goes on without it. */
  freeze(): void {
    const all = [...this.living.map(({ process }) => process), ...this.others];
    const process = this.random.pick(all.filter((each) => each.waiting > 0));
    if (!process) return;
    process.frozen = true;
    if (this.random.chance(0.8)) this.rebalance();
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
      return { ...old, epoch: old.epoch + 1, change: 'as-of-moved', asOf, changedAt: this.clock.now() };
    };
    openLog(this.broker, process)
      .rewriteControlRow({ tenantId: MOVED_TENANT, rows: tenantRows, next })
      .catch(() => {});
  }
}
