import { type DayContext, hoursAfter, workingHour } from '../emit.ts';

/** The feature that was redesigned, which about half of the customers have. */
export const RELEASED_FEATURE = 'integrations';

/** Days into the telemetry at which it came out: late enough that it is news when the history is loaded. */
const RELEASE_DAY = 172;
const QUESTIONS_DAYS = 45;
const ASKS_PER_DAY = 1 / 15;

/** After the release, customer after customer asks how it works now. */
export function askAboutRelease(context: DayContext, daysWatched: number): void {
  const { account, day, random, emit, weekend } = context;
  const since = daysWatched - RELEASE_DAY;
  if (weekend || since < 0 || since >= QUESTIONS_DAYS) return;
  if (!account.features.includes(RELEASED_FEATURE) || !random.chance(ASKS_PER_DAY)) return;
  const ticket = {
    ticketId: `${account.id}-${day}-release`,
    priority: 'normal',
    category: 'how-to',
    feature: RELEASED_FEATURE,
  };
  const at = workingHour(day, random);
  const text = 'Where have the settings of our integration gone since the update?';
  emit(
    'signals.ticket',
    at,
    { ...ticket, change: 'opened', actor: 'customer', text },
    random.pick(account.users),
  );
  emit('signals.ticket', hoursAfter(at, 3), { ...ticket, change: 'resolved', actor: 'agent' });
}
