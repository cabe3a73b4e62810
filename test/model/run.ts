import { addDays, closeOf, dayOf } from '@bellwether/domain';
import type { Process } from './effects.ts';
import type { Group } from './group.ts';
import { MODEL_SETTINGS } from './indicators-process.ts';
import { type Problem, problemsAtRest, problemsOf } from './problems.ts';
import { breakOrMend } from './quiet-source.ts';
import { Random } from './random.ts';
import type { Bent, Profile } from './rules.ts';
import { World } from './world.ts';

export interface Outcome {
  readonly problems: readonly Problem[];
  readonly trace: readonly string[];
}

/** One random history of the pipeline, then calm, then the question whether anything is wrong for good. */
export async function runSeed(seed: number, bent: Bent = {}): Promise<Outcome> {
  const random = new Random(seed);
  const world = new World(random, bent);
  const early = (await disturb(world, bent.profile)) ?? (await calm(world));
  return { problems: early ?? problemsOf(world), trace: world.trace };
}

/** What a seed is mostly about; each weight is drawn anew, so that no two seeds are alike. */
const PROFILES = {
  mixed: { crash: 2, freeze: 2, thaw: 2, rebalance: 2, import: 1, asOf: 1, expire: 0.2, time: 3 },
  zombies: { crash: 0.3, freeze: 5, thaw: 3, rebalance: 1, import: 0, asOf: 0.5, expire: 0, time: 1 },
  crashes: { crash: 5, freeze: 0, thaw: 0, rebalance: 0.5, import: 0.3, asOf: 0.5, expire: 0.1, time: 3 },
  imports: { crash: 0.5, freeze: 2, thaw: 1.5, rebalance: 1, import: 3, asOf: 0.5, expire: 0.3, time: 3 },
} as const satisfies Record<Profile, object>;

async function disturb(world: World, wished?: Profile): Promise<Problem[] | null> {
  const { random } = world;
  const profile = PROFILES[wished ?? random.weighted({ mixed: 3, zombies: 3, crashes: 2, imports: 2 })];
  const drawn = Object.fromEntries(
    Object.entries(profile).map(([what, weight]) => [what, weight * random.next()]),
  ) as Record<keyof typeof profile, number>;
  const odds = {
    effect: 70,
    produce: random.int(3, 10),
    deliver: 8,
    tick: 8,
    start: 1.5,
    source: 1,
    ...drawn,
  };
  for (const group of world.groups) {
    world.start(group);
    if (random.chance(0.8)) world.start(group);
  }
  for (let phases = random.int(1, 4); phases > 0; phases--) {
    world.outages = random.chance(0.6) ? 0 : 0.1 * random.next();
    for (let left = random.int(40, 150); left > 0; left--) await happen(world, random.weighted(odds));
    const problems = await rest(world);
    if (problems) return problems;
  }
  return null;
}

/** A pause in which everything is read, while whoever stands still goes on standing still. */
async function rest(world: World): Promise<Problem[] | null> {
  world.outages = 0;
  for (const process of world.others) process.frozen &&= world.random.chance(0.5);
  for (const group of world.groups) {
    if (world.livingIn(group).every(({ process }) => process.frozen)) world.start(group);
  }
  if (!(await quiet(world))) return stuck('in between');
  // Rows written meanwhile are looked for from time to time only.
  world.clock.at += MODEL_SETTINGS.lookEveryMs;
  if (!(await quiet(world))) return stuck('in between, after a look');
  const problems = problemsAtRest(world);
  return problems.length > 0 ? problems : null;
}

async function happen(world: World, what: string): Promise<void> {
  const { random } = world;
  const instance = random.pick(world.living);
  const group = random.pick(world.groups);
  let note = what;
  switch (what) {
    case 'effect':
      note = await oneEffect(world);
      break;
    case 'produce':
      world.produce();
      break;
    case 'deliver':
      if (instance?.member && !instance.process.frozen) instance.group.deliver(instance.member, random);
      break;
    case 'tick':
      if (!instance?.process.frozen) instance?.tick();
      break;
    case 'time':
      world.passTime();
      break;
    case 'crash':
      if (instance) await world.crash(instance);
      break;
    case 'start':
      if (group && world.livingIn(group).length < 3) world.start(group);
      break;
    case 'freeze':
      world.freeze();
      break;
    case 'thaw':
      for (const process of processes(world)) if (random.chance(0.5)) process.frozen = false;
      break;
    case 'rebalance':
      if (group) world.rebalance(group);
      break;
    case 'import':
      world.import();
      break;
    case 'expire':
      world.expireTransactions();
      break;
    case 'source':
      breakOrMend(world);
      break;
    case 'asOf':
      world.moveAsOf();
      break;
  }
  world.trace.push(`${new Date(world.clock.now()).toISOString()} ${instance?.process.name ?? '-'} ${note}`);
  await turn();
}

function processes(world: World) {
  return [...world.living.map(({ process }) => process), ...world.others];
}

async function oneEffect(world: World): Promise<string> {
  const process = world.random.pick(processes(world).filter((p) => p.waiting > 0));
  if (!process) {
    if (world.random.chance(0.3)) world.produce();
    for (const group of world.groups) {
      if (!world.settled(group) && world.random.chance(0.3)) world.rebalance(group);
      goOn(world, group);
    }
    return 'all go on';
  }
  return `${process.name}: ${await process.step(world.random, world.outages)}`;
}

/** Whoever can hear does what comes next. False when nothing new was there to read. */
function goOn(world: World, group: Group): boolean {
  let busy = false;
  for (const instance of world.reachable(group)) {
    if (instance.member) busy = group.deliver(instance.member, world.random) || busy;
    instance.tick();
  }
  return busy;
}

/** Lets every promise that can go on do so. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const LEASE_OVER_MS = 3_600_000;
const ROUNDS_MAX = 4_000;
/** How long brokers wait for a transaction that nobody finishes, in rounds. */
const TRANSACTION_ROUNDS = 300;

/** No more trouble: what stands still goes on or dies, everything is read, the clock runs past a lease and a close. */
async function calm(world: World): Promise<Problem[] | null> {
  const { random } = world;
  for (const process of processes(world)) {
    const fate = random.weighted({ goesOn: 2, dies: 1, diesLater: process.frozen ? 2 : 0 });
    if (process.frozen && fate === 'dies') await process.die(random);
    if (fate === 'goesOn' || !isServing(world, process)) process.frozen = false;
  }
  const problems = await rest(world);
  if (problems) return problems;
  // Requests that were on their way all the time arrive at last, and nobody has a reason to look again.
  for (const { process } of world.living) if (process.frozen) await process.die(random);
  world.clock.at += LEASE_OVER_MS;
  if (!(await quiet(world))) return stuck('once leases are over');
  world.clock.at = closeOf(addDays(dayOf(world.clock.at), 1)) - random.int(0, 80_000_000);
  return (await quiet(world)) ? null : stuck('after a close');
}

function isServing(world: World, process: Process): boolean {
  return world.living.some((instance) => instance.process === process);
}

function stuck(when: string): Problem[] {
  return [{ rule: 'comes to rest', detail: when }];
}

/** Drains: everything delivered, every effect done, nothing due. */
async function quiet(world: World): Promise<boolean> {
  for (let round = 1; round < ROUNDS_MAX; round++) {
    if (round % TRANSACTION_ROUNDS === 0) world.expireTransactions();
    if (processes(world).some((p) => p.waiting > 0)) {
      await oneEffect(world);
      await turn();
      continue;
    }
    const unsettled = world.groups.filter((group) => !world.settled(group));
    for (const group of unsettled) world.rebalance(group);
    if (unsettled.length > 0) continue;
    const busy = world.groups.map((group) => goOn(world, group)).includes(true);
    await turn();
    if (!busy && !processes(world).some((p) => p.waiting > 0)) return world.faults.length === 0;
  }
  return false;
}
