import { addDays, closeOf, dayOf } from '@bellwether/domain';
import { type Problem, problemsOf } from './problems.ts';
import { Random } from './random.ts';
import type { Rule } from './rules.ts';
import { World } from './world.ts';

export interface Outcome {
  readonly problems: readonly Problem[];
  readonly trace: readonly string[];
}

/** One random history of the pipeline, then calm, then the question whether anything is wrong for good. */
export async function runSeed(seed: number, broken: Rule | null = null): Promise<Outcome> {
  const random = new Random(seed);
  const world = new World(random, broken);
  await disturb(world);
  const stuck = await calm(world);
  return { problems: stuck ?? problemsOf(world), trace: world.trace };
}

/** What a seed is mostly about; each weight is drawn anew, so that no two seeds are alike. */
const PROFILES = {
  mixed: { crash: 2, freeze: 2, thaw: 2, rebalance: 2, import: 1, asOf: 1, expire: 0.2, time: 3 },
  zombies: { crash: 0.3, freeze: 6, thaw: 1.5, rebalance: 1, import: 0, asOf: 0.5, expire: 0, time: 2 },
  crashes: { crash: 5, freeze: 0, thaw: 0, rebalance: 0.5, import: 0.3, asOf: 0.5, expire: 0.1, time: 3 },
  imports: { crash: 0.5, freeze: 2, thaw: 1.5, rebalance: 1, import: 3, asOf: 0.5, expire: 0.3, time: 3 },
} as const;

async function disturb(world: World): Promise<void> {
  const { random } = world;
  const profile = PROFILES[random.weighted({ mixed: 3, zombies: 3, crashes: 2, imports: 2 })];
  const drawn = Object.fromEntries(
    Object.entries(profile).map(([what, weight]) => [what, weight * random.next()]),
  ) as Record<keyof typeof profile, number>;
  const odds = { effect: 70, produce: 5, deliver: 8, tick: 8, start: 1.5, ...drawn };
  world.outages = random.chance(0.6) ? 0 : 0.1 * random.next();
  world.start();
  if (random.chance(0.8)) world.start();
  for (let left = random.int(80, 400); left > 0; left--) await happen(world, random.weighted(odds));
}

async function happen(world: World, what: string): Promise<void> {
  const { random } = world;
  const instance = random.pick(world.living);
  let note = what;
  switch (what) {
    case 'effect':
      note = await oneEffect(world);
      break;
    case 'produce':
      world.produce();
      break;
    case 'deliver':
      if (instance?.member && !instance.process.frozen) world.group.deliver(instance.member, random);
      break;
    case 'tick':
      if (!instance?.process.frozen) void instance?.flow?.tick();
      break;
    case 'time':
      world.passTime();
      break;
    case 'crash':
      if (instance) await world.crash(instance);
      break;
    case 'start':
      if (world.living.length < 3) world.start();
      break;
    case 'freeze':
      world.freeze();
      break;
    case 'thaw':
      for (const process of processes(world)) if (random.chance(0.5)) process.frozen = false;
      break;
    case 'rebalance':
      world.rebalance();
      break;
    case 'import':
      world.import();
      break;
    case 'expire':
      world.expireTransactions();
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
    if (!world.group.settled && world.random.chance(0.5)) world.rebalance();
    if (world.random.chance(0.3)) world.produce();
    for (const instance of world.reachable) {
      if (instance.member) world.group.deliver(instance.member, world.random);
      void instance.flow?.tick();
    }
    return 'all go on';
  }
  return `${process.name}: ${await process.step(world.random, world.outages)}`;
}

/** Lets every promise that can go on do so. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const ROUNDS_MAX = 4_000;
/** How long brokers wait for a transaction that nobody finishes, in rounds. */
const TRANSACTION_ROUNDS = 300;

/** No more trouble: the frozen go on or die, everything is read, and the clock runs past the next close. */
async function calm(world: World): Promise<Problem[] | null> {
  const { random } = world;
  world.outages = 0;
  for (const { process } of world.living) {
    if (process.frozen && random.chance(0.5)) await process.die(random);
  }
  for (const process of processes(world)) process.frozen = false;
  if (world.living.length === 0) world.start();
  if (!(await quiet(world))) return [{ rule: 'comes to rest', detail: 'work never ends' }];
  world.clock.at += 3_600_000;
  if (!(await quiet(world))) return [{ rule: 'comes to rest', detail: 'work never ends after the lease' }];
  world.clock.at = closeOf(addDays(dayOf(world.clock.at), 1)) - random.int(0, 80_000_000);
  if (!(await quiet(world))) return [{ rule: 'comes to rest', detail: 'work never ends after the close' }];
  return null;
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
    const joined = world.living.every(
      ({ member }) => member !== null && world.group.members.includes(member),
    );
    if (joined && !world.group.settled) {
      world.rebalance();
      continue;
    }
    let busy = false;
    for (const { member } of world.living)
      if (member) busy = world.group.deliver(member, world.random) || busy;
    for (const { flow } of world.living) void flow?.tick();
    await turn();
    if (!busy && !processes(world).some((p) => p.waiting > 0)) return world.faults.length === 0;
  }
  return false;
}
