import { readIndicators, readScorecardSet, SHIPPED_CONFIG_DIR } from '@bellwether/configuration';
import {
  CLOSES_KEPT,
  type Close,
  closeOf,
  type Day,
  type Instant,
  lastClosedDays,
  type ScoringRules,
  scoreAsOf,
  startOfDay,
  type Verdict,
} from '@bellwether/domain';
import { evaluateNaively, historyOf, type Signal } from '@bellwether/testkit';

const INDICATORS = readIndicators();
const scorecards = readScorecardSet(`${SHIPPED_CONFIG_DIR}/scorecards`, INDICATORS);
const rules: ScoringRules = {
  scorecards: new Map([['*/1', { tenantId: '*', version: 1, validFrom: 0, scorecards }]]),
  indicators: new Map(INDICATORS.map((indicator) => [indicator.id, indicator])),
};

/** A signal of one account, so many hours after a day begins. */
export function said(topic: string, day: Day, hour: number, body: object): Signal {
  const occurredAt = startOfDay(day) + hour * 3_600_000;
  const eventId = `${topic} ${occurredAt} ${JSON.stringify(body)}`;
  const envelope = { tenantId: 't', accountId: 'a', source: 'test', receivedAt: occurredAt };
  return { topic, eventId, ...envelope, occurredAt, ...body } as unknown as Signal;
}

/** The health of that account at the close of a day, by the oracles and the scorecards as they are shipped. */
export function shippedHealth(signals: readonly Signal[], day: Day): Verdict {
  const history = historyOf(signals);
  const evaluate = (asOf: Instant) => evaluateNaively(history, asOf, 1, INDICATORS);
  const live = evaluate(closeOf(day))!;
  const closes = lastClosedDays(closeOf(day), CLOSES_KEPT).flatMap((past): Close[] => {
    const evaluation = evaluate(closeOf(past));
    return evaluation ? [{ day: past, evaluation }] : [];
  });
  return scoreAsOf({ tenantId: 't', asOf: closeOf(day), live, closes, overrides: [] }, rules);
}
