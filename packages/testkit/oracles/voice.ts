import { DAY_MS, type Instant } from '@bellwether/domain';
import { compareBytes, groupBy, type History } from './history.ts';
import { ageInDays, type FacetOracle, known, meanIn, type Oracle, sum, unknown, weightIn } from './oracle.ts';
import type { SurveySignal } from './signals.ts';

/** The latest answer to each invitation, in order of time. */
function answersOf(history: History, asOf: Instant): SurveySignal[] {
  const answered = history.byInstant('signals.survey', asOf).filter((s) => s.change === 'answered');
  const byInvitation = groupBy(answered, (s) => JSON.stringify([s.surveyId, s.invitationId]));
  const latest = new Set([...byInvitation.values()].map((answers) => answers.at(-1)!));
  return answered.filter((s) => latest.has(s));
}

const onScale = (s: SurveySignal, kind: string, mins: readonly number[], max: number) =>
  s.kind === kind &&
  s.score != null &&
  (s.scaleMin == null || mins.includes(s.scaleMin)) &&
  (s.scaleMax == null || s.scaleMax === max);
const isNps = (s: SurveySignal) => onScale(s, 'nps', [0, 1], 10);
const isCsat = (s: SurveySignal) => onScale(s, 'csat', [1], 5);
const isCes = (s: SurveySignal) => onScale(s, 'ces', [1], 7);
const isFeedback = (s: SurveySignal) => s.kind === 'feedback';

export const nps: Oracle = (history, asOf) => {
  const answers = answersOf(history, asOf).filter(isNps);
  if (answers.length === 0) return unknown('never');
  const byPerson = groupBy(answers, (s) =>
    JSON.stringify(s.userId == null ? ['invitation', s.surveyId, s.invitationId] : ['user', s.userId]),
  );
  const latest = [...byPerson.values()].map((given) => given.at(-1)!);
  const weigh = (kept: (score: number) => boolean) =>
    sum(latest.filter((s) => kept(s.score!)).map((s) => weightIn(s.occurredAt, asOf, 180)));
  const all = weigh(() => true);
  if (all === 0) return unknown('silent');
  const promoters = weigh((score) => score >= 9);
  const passives = weigh((score) => score >= 7 && score < 9);
  return known((100 * (promoters - (all - promoters - passives))) / all);
};

/** The share of 4 and 5, in percent, among the CSAT answers of so many days that are `asked` like this. */
const topTwoShare =
  (days: number, asked: (s: SurveySignal) => boolean): Oracle =>
  (history, asOf) => {
    const answers = answersOf(history, asOf).filter((s) => isCsat(s) && asked(s));
    if (answers.length === 0) return unknown('never');
    const weigh = (given: SurveySignal[]) => sum(given.map((s) => weightIn(s.occurredAt, asOf, days)));
    const all = weigh(answers);
    if (all === 0) return unknown('silent');
    return known((100 * weigh(answers.filter((s) => s.score! >= 4))) / all);
  };

export const csat = topTwoShare(90, () => true);
export const csatAfterTickets = topTwoShare(90, ({ occasion, ticketId }) =>
  occasion == null ? ticketId != null : occasion === 'after-ticket',
);
export const csatPeriodic = topTwoShare(365, ({ occasion }) => occasion === 'periodic');

export const ces: Oracle = (history, asOf) => {
  const answers = answersOf(history, asOf).filter(isCes);
  return meanIn(
    answers.map((s) => ({ at: s.occurredAt, value: s.score! })),
    asOf,
    180,
  );
};

export const unsolicitedFeedback: Oracle = (history, asOf) => {
  const feedback = answersOf(history, asOf).filter(isFeedback);
  if (feedback.length === 0) return unknown('never');
  return known(sum(feedback.map((s) => weightIn(s.occurredAt, asOf, 90))));
};

/** What was said on a scale that is read, or unasked, so many days ago. */
const voicesOf = (history: History, asOf: Instant) =>
  answersOf(history, asOf)
    .filter((s) => isNps(s) || isCsat(s) || isCes(s) || isFeedback(s))
    .map((s) => ({ ...s, ageDays: ageInDays(s.occurredAt, asOf) }));

export const feedbackChannels: Oracle = (history, asOf) => {
  const voices = voicesOf(history, asOf);
  if (voices.length === 0) return unknown('never');
  return known(new Set(voices.filter((s) => s.ageDays < 180).map((s) => s.channel)).size);
};

const isSatisfied = (s: SurveySignal) =>
  (isNps(s) && s.score! >= 9) || (isCsat(s) && s.score! >= 4) || (isCes(s) && s.score! >= 5);
const isDissatisfied = (s: SurveySignal) =>
  (isNps(s) && s.score! < 7) || (isCsat(s) && s.score! < 3) || (isCes(s) && s.score! < 4);

export const satisfactionTrend: Oracle = (history, asOf) => {
  const scored = voicesOf(history, asOf).filter((s) => !isFeedback(s));
  if (scored.length === 0) return unknown('never');
  if (scored.every((s) => s.ageDays >= 180)) return unknown('silent');
  let [recentAnswers, earlierAnswers, weighted, weights] = [0, 0, 0, 0];
  for (const alike of groupBy(scored, (s) => JSON.stringify([s.kind, s.channel])).values()) {
    const recent = alike.filter((s) => s.ageDays < 90);
    const earlier = alike.filter((s) => s.ageDays >= 90 && s.ageDays < 180);
    if (recent.length === 0 || earlier.length === 0) continue;
    const share = (given: SurveySignal[]) => given.filter(isSatisfied).length / given.length;
    const weight = 1 / (1 / recent.length + 1 / earlier.length);
    weighted += weight * (share(recent) - share(earlier));
    weights += weight;
    recentAnswers += recent.length;
    earlierAnswers += earlier.length;
  }
  if (recentAnswers < 3 || earlierAnswers < 3) return unknown('too-little-history');
  return known((100 * weighted) / weights);
};

/** How many answers of the last 180 whole days, by scale, channel, which half of them, and satisfied or dissatisfied. */
export const answerCounts: FacetOracle = (history, asOf) => {
  if (history.byInstant('signals.survey', asOf).length === 0) return null;
  const keyed = voicesOf(history, asOf)
    .filter((s) => s.ageDays < 180)
    .map((s) => {
      const standing = isSatisfied(s) ? 1 : isDissatisfied(s) ? -1 : 0;
      return [s.kind, s.channel, s.ageDays < 90 ? 0 : 1, standing] as const;
    });
  return [...groupBy(keyed, (key) => JSON.stringify(key)).values()]
    .map((alike) => [alike[0]!, alike.length] as const)
    .sort(([a], [b]) => compareBytes(a[0], b[0]) || compareBytes(a[1], b[1]) || a[2] - b[2] || a[3] - b[3]);
};

export const responseRate: Oracle = (history, asOf) => {
  const signals = history.byInstant('signals.survey', asOf);
  const invitations = [...groupBy(signals, (s) => JSON.stringify([s.surveyId, s.invitationId])).values()];
  const sent = invitations.flatMap((changes) => {
    const first = changes.find((s) => s.change === 'sent');
    return first ? [{ at: first.occurredAt, answered: changes.some((s) => s.change === 'answered') }] : [];
  });
  if (sent.length === 0) return unknown('never');
  const due = sent.filter((invitation) => asOf - invitation.at >= 7 * DAY_MS);
  const weigh = (some: typeof due) => sum(some.map((invitation) => weightIn(invitation.at, asOf, 90)));
  if (weigh(sent) === 0) return unknown('silent');
  if (weigh(due) < 3) return unknown('too-little-history');
  return known((100 * weigh(due.filter((invitation) => invitation.answered))) / weigh(due));
};

export const textSentiment: Oracle = (history, asOf) => {
  const read = answersOf(history, asOf).flatMap(({ reason, language, occurredAt }) => {
    const value = history.sentimentOf(reason, language);
    return value === null ? [] : [{ at: occurredAt, value }];
  });
  return meanIn(read, asOf, 90);
};
