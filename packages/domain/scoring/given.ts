import type { SourceState } from '../data-quality/source-state.ts';
import type { Close } from '../indicators/change.ts';
import { NO_CAUSES } from '../indicators/change.ts';
import type { Indicator } from '../indicators/definition.ts';
import { type Evaluation, NO_PROFILE } from '../indicators/evaluation.ts';
import { implicitTenant, type Tenant } from '../tenants/tenant.ts';
import { closeOf, type Day, type Instant, startOfDay } from '../time/days.ts';
import { type Band, type BandStep, bandNow } from './bands.ts';
import type { IndicatorsById } from './blend.ts';
import { type DecisionContext, decide, type ScorerInput } from './decide.ts';
import type { Override } from './override.ts';
import { type Scorecard, scorecardSchema } from './scorecard.ts';
import { ALL_TENANTS, type ScorecardVersion, scorecardKey } from './scorecard-version.ts';
import type { ScoreState } from './state.ts';

/** What the tests of this folder start from: a handful of indicators whose health is easy to see. */
const PERCENT = [
  [0, 0],
  [100, 100],
] as const;

function indicator(id: string, group: Indicator['group'], lens: Indicator['lens']): Indicator {
  return {
    id,
    title: id,
    question: `${id}?`,
    group,
    kind: group === 'support' ? 'lagging' : 'leading',
    lens,
    unit: 'points',
    direction: 'higher-is-healthier',
    source: group === 'usage' ? 'days' : 'assessments',
    windowDays: null,
    historyDaysMin: 0,
    value: group === 'usage' ? 'logins' : 'score',
    reason: `'never'`,
    health: PERCENT,
    formula: id,
    nextStep: `look after ${id}`,
    team: 'cs',
  };
}

export const indicators: IndicatorsById = new Map(
  [
    indicator('use', 'usage', 'data'),
    indicator('usage-change', 'usage', 'data'),
    indicator('speed', 'support', 'data'),
    indicator('nps', 'voice', 'human'),
    indicator('renew', 'judgement', 'human'),
    indicator('communication-tone', 'judgement', 'human'),
    indicator('plan', 'goals', 'human'),
    indicator('champion-change', 'relationship', 'human'),
    indicator('expansion-readiness', 'adoption', 'data'),
  ].map((i) => [i.id, i]),
);

export function cardOf(changes: object = {}): Scorecard {
  return scorecardSchema.parse({
    id: 'test',
    title: 'Test',
    groups: [
      { id: 'usage', weight: 2, indicators: [{ id: 'use' }] },
      { id: 'people', weight: 2, indicators: [{ id: 'renew' }] },
    ],
    ...changes,
  });
}

export function published(
  scorecard: Scorecard,
  version = 1,
  validFrom = 0,
  tenantId = ALL_TENANTS,
): ScorecardVersion {
  return { tenantId, version, validFrom, scorecards: [scorecard] };
}

export type Values = Readonly<Record<string, number | null>>;

export interface EvaluationParts {
  readonly values?: Values;
  readonly asOf?: Instant;
  readonly facts?: number;
  readonly epoch?: number;
  readonly answers?: Readonly<Record<string, string>>;
  /** When the answers were given; as-of where left out. */
  readonly givenAt?: Instant;
  readonly firstDay?: Day;
  readonly mrr?: number;
  readonly segment?: string;
  readonly churnedAt?: Instant;
  readonly proposals?: readonly string[];
}

export function evaluation(parts: EvaluationParts = {}): Evaluation {
  const { values = {}, asOf = at('2026-03-10', 12), facts = 1, epoch = 0, answers = {} } = parts;
  return {
    version: { epoch, facts, receivedSum: BigInt(facts) * 1000n, asOf },
    values: [...indicators.keys()].map((id) => {
      const value = values[id] ?? null;
      return { indicator: id, value, reason: value === null ? 'never' : null };
    }),
    answers: Object.entries(answers).map(([questionId, eventId]) => ({
      questionId,
      eventId,
      givenAt: parts.givenAt ?? asOf,
    })),
    profile: {
      ...NO_PROFILE,
      name: 'Acme',
      segment: parts.segment ?? null,
      mrr: parts.mrr ?? null,
      churnedAt: parts.churnedAt ?? null,
    },
    facets: {},
    proposals: parts.proposals ?? [],
    firstDay: parts.firstDay ?? '2025-01-01',
  };
}

export function close(day: Day, values: Values, parts: EvaluationParts = {}): Close {
  return { day, evaluation: evaluation({ ...parts, values, asOf: closeOf(day) }) };
}

export function at(day: Day, hour: number): Instant {
  return startOfDay(day) + hour * 3_600_000;
}

export const account = { tenantId: 't', accountId: 'a' };

export function vector(
  live: EvaluationParts,
  closes: readonly Close[] = [],
  causes: string[] = [],
): ScorerInput {
  const known = { eventIds: causes, count: causes.length, newestReceivedAt: causes.length > 0 ? 5 : null };
  return {
    kind: 'vector',
    change: {
      ...account,
      reason: causes.length > 0 ? 'signals' : 'clock',
      live: evaluation(live),
      closes,
      causes: causes.length > 0 ? known : NO_CAUSES,
    },
  };
}

export function override(parts: Partial<Override> = {}): Override {
  return {
    ...account,
    eventId: 'o1',
    change: 'set',
    scoreTenths: 200,
    note: 'they told me',
    author: 'kim',
    createdAt: at('2026-03-10', 13),
    expiresAt: at('2026-03-20', 13),
    ...parts,
  };
}

export function context(
  cards: readonly ScorecardVersion[],
  tenant: Partial<Tenant> = {},
  sources: readonly SourceState[] = [],
): DecisionContext {
  return {
    scorecards: new Map(cards.map((card) => [scorecardKey(card), card])),
    indicators,
    tenant: { ...implicitTenant(account.tenantId), ...tenant },
    sources,
    idOf: (ref, sequence) => `${ref.tenantId}/${ref.accountId}/${sequence}`,
  };
}

/** The band after each close. */
export function bandsAt(closes: readonly BandStep[]): Band[] {
  return closes.map((_, at) => bandNow(closes.slice(0, at + 1), null));
}

/** The state that these inputs, one after the other, lead to. */
export function stateAfter(inputs: readonly ScorerInput[], under: DecisionContext): ScoreState {
  return inputs.reduce<ScoreState | null>((state, input) => decide(state, input, under).state, null)!;
}
