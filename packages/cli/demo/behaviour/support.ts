import { type DayContext, hoursAfter, workingHour } from '../emit.ts';
import { clamp } from '../random.ts';
import { AFTER_TICKET, oneOf, TICKET_TEXTS } from './words.ts';

const CATEGORIES = ['how-to', 'usability', 'defect', 'billing'] as const;
/** How often a ticket is about what this customer always struggles with. */
const USUAL_TROUBLE = 0.5;

/** Tickets from first word to last, and the survey after. */
export function askSupport(context: DayContext): void {
  const { account, state, day, random } = context;
  if (context.weekend) return;
  const perDay = 0.02 * Math.sqrt(account.users.length) * (0.4 + 2.2 * state.effort);
  const incident = context.shocks.includes('incident');
  for (let n = random.poisson(perDay) + (incident ? random.integer(1, 2) : 0); n > 0; n -= 1) {
    runTicket(context, `${account.id}-${day}-${n}`, incident);
  }
}

function runTicket(context: DayContext, ticketId: string, incident: boolean): void {
  const { account, state, day, random, emit } = context;
  const userId = random.pick(account.users);
  const opened = workingHour(day, random);
  const pain = clamp(state.effort + (incident ? 0.3 : 0) + random.normal(0, 0.15), 0, 1);
  const priority = pain > 0.75 ? 'urgent' : pain > 0.55 ? 'high' : pain > 0.3 ? 'normal' : 'low';
  const usual = CATEGORIES[account.users.length % CATEGORIES.length]!;
  const category = incident ? 'defect' : random.chance(USUAL_TROUBLE) ? usual : random.pick(CATEGORIES);
  const ticket = { ticketId, priority, category };
  const text = oneOf(TICKET_TEXTS[category], context.age);
  emit(
    'signals.ticket',
    opened,
    { ...ticket, change: 'opened', actor: 'customer', feature: random.pick(account.features), text },
    userId,
  );
  const replied = hoursAfter(opened, random.between(0.2, 4));
  emit('signals.ticket', replied, { ...ticket, change: 'replied', actor: 'agent' });
  if (priority === 'urgent' && random.chance(0.4)) {
    emit('signals.ticket', hoursAfter(replied, 2), { ...ticket, change: 'escalated', actor: 'agent' });
  }
  const resolved = hoursAfter(replied, Math.exp(random.normal(2.2 + 1.6 * state.effort, 0.8)));
  for (let rounds = random.poisson(0.2 + 1.2 * state.effort); rounds > 0; rounds -= 1) {
    const asked = Math.floor(random.between(replied, resolved));
    emit('signals.ticket', asked, { ...ticket, change: 'replied', actor: 'customer' }, userId);
    const answered = Math.floor(random.between(asked, resolved));
    emit('signals.ticket', answered, { ...ticket, change: 'replied', actor: 'agent' });
  }
  emit('signals.ticket', resolved, { ...ticket, change: 'resolved', actor: 'agent' });
  if (random.chance(0.05 + 0.15 * state.effort)) {
    emit(
      'signals.ticket',
      hoursAfter(resolved, 20),
      { ...ticket, change: 'reopened', actor: 'customer' },
      userId,
    );
    emit('signals.ticket', hoursAfter(resolved, 60), { ...ticket, change: 'resolved', actor: 'agent' });
  }
  askAfterTicket(context, ticketId, userId, hoursAfter(resolved, 1));
}

function askAfterTicket(
  { age, state, random, emit }: DayContext,
  ticketId: string,
  userId: string,
  at: number,
): void {
  const survey = {
    surveyId: 'after-ticket',
    invitationId: ticketId,
    kind: 'csat',
    channel: 'email',
    occasion: 'after-ticket',
    ticketId,
  };
  emit('signals.survey', at, { ...survey, change: 'sent' }, userId);
  if (!random.chance(0.45)) return;
  const score = clamp(
    Math.round(1.6 + 2.6 * state.satisfaction + 1.3 * (1 - state.effort) + random.normal(0, 0.6)),
    1,
    5,
  );
  emit(
    'signals.survey',
    hoursAfter(at, random.between(0.5, 30)),
    { ...survey, change: 'answered', score, scaleMin: 1, scaleMax: 5, ...wordsOf(score, age) },
    userId,
  );
}

/** Two in three say nothing more than the score, as do those who are neither content nor discontent. */
function wordsOf(score: number, age: number): { readonly reason?: string } {
  if (score === 3 || age % 3 !== 0) return {};
  return { reason: oneOf(score > 3 ? AFTER_TICKET.content : AFTER_TICKET.discontent, age / 3) };
}
