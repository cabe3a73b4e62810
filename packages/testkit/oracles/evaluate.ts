import {
  type AccountProfile,
  dayOf,
  type Evaluation,
  facetsRead,
  type Indicator,
  type Instant,
} from '@bellwether/domain';
import { TEST_INDICATORS } from '../test-indicators.ts';
import { FACETS, ORACLES } from './catalogue.ts';
import { churnedAt, mrr, renewalAt } from './commercial.ts';
import { expansionProposals } from './features.ts';
import { type History, startOfNextDay } from './history.ts';
import { currentAnswers } from './judgement.ts';

/** Everything there is to say about one account, by the oracles alone; null before its first fact. */
export function evaluateNaively(
  history: History,
  asOf: Instant,
  epoch: number,
  indicators: readonly Indicator[] = TEST_INDICATORS,
): Evaluation | null {
  const now = evaluateAt(history, asOf, epoch, indicators);
  const churned = now?.profile.churnedAt ?? null;
  if (now === null || churned === null || dayOf(churned) >= dayOf(asOf)) return now;
  // Who has churned stands as at the close of that day.
  const then = evaluateAt(history, startOfNextDay(churned) - 1, epoch, indicators)!;
  const profile = { ...then.profile, churnedAt: churned };
  return { ...then, version: now.version, profile };
}

function evaluateAt(
  history: History,
  asOf: Instant,
  epoch: number,
  indicators: readonly Indicator[],
): Evaluation | null {
  const facts = history.facts.filter((f) => f.occurredAt < startOfNextDay(asOf));
  if (facts.length === 0) return null;
  return {
    version: {
      epoch,
      facts: facts.length,
      receivedSum: facts.reduce((total, f) => total + BigInt(f.receivedAt), 0n),
      asOf,
    },
    values: indicators.map(({ id }) => ({ indicator: id, ...ORACLES.get(id)!(history, asOf) })),
    answers: currentAnswers(history, asOf),
    profile: profileAt(history, asOf),
    facets: Object.fromEntries([...facetsRead(indicators)].map((id) => [id, facetAt(id, history, asOf)])),
    firstDay: dayOf(facts[0]!.occurredAt),
    proposals: expansionProposals(history, asOf),
  };
}

function facetAt(id: string, history: History, asOf: Instant): string | null {
  const facet = FACETS.get(id)!(history, asOf);
  return facet === null ? null : JSON.stringify(facet);
}

function profileAt(history: History, asOf: Instant): AccountProfile {
  const said = history.byInstant('signals.account', asOf).at(-1);
  return {
    name: said?.name ?? null,
    segment: said?.segment ?? null,
    lifecycleStage: said?.lifecycleStage ?? null,
    csmId: said?.csmId ?? null,
    csmName: said?.csmName ?? null,
    csmEmail: said?.csmEmail ?? null,
    mrr: mrr(history, asOf).value,
    renewalAt: renewalAt(history, asOf),
    churnedAt: churnedAt(history, asOf),
  };
}
