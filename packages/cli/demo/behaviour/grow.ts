import { type DayContext, hoursAfter, workingHour } from '../emit.ts';

const FIRST_TRAINING_DAY = 14;
const TRAINING_EVERY_DAYS = 110;
const TRAINING_GROUP_MAX = 4;
const NIGHTLY_HOUR = 2;

/** A training for some of the contacts, now and then; not everybody turns up. */
export function train({ account, state, age, day, random, emit }: DayContext): void {
  if (age < FIRST_TRAINING_DAY || (age - FIRST_TRAINING_DAY) % TRAINING_EVERY_DAYS !== 0) return;
  const held = random.chance(0.6 + 0.35 * state.satisfaction);
  emit('signals.interaction', workingHour(day, random), {
    interactionId: `${account.id}/training/${day}`,
    kind: 'training',
    staffRole: 'cs',
    direction: 'outbound',
    outcome: held ? 'held' : 'cancelled',
    contactIds: account.users.slice(0, random.integer(1, TRAINING_GROUP_MAX)),
    topic: 'how to get more out of it',
  });
}

/** Some of those who have the API let a script fetch the numbers every night, whoever is there by day. */
export function automate({ account, day, random, emit }: DayContext): void {
  if (!account.features.includes('api') || account.users.length % 2 === 1) return;
  const at = hoursAfter(Date.parse(`${day}T00:00:00Z`), NIGHTLY_HOUR);
  emit('signals.login', at, { kind: 'login', method: 'api-key', automation: true });
  const count = 1 + random.poisson(4);
  emit('signals.feature-use', at + 60_000, { feature: 'api', count, errors: 0, automation: true });
}
