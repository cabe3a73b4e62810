export { type ScoredQuestion, scoredQuestions } from './assessments/questions.ts';
export { anchorsOf, onPresentScale, type Scale, scaleOf } from './assessments/scale.ts';
export * from './assessments/template.ts';
export * from './data-quality/activity.ts';
export { byTopic, type JudgedWhen, nextSourceState, type TopicActivity } from './data-quality/judge.ts';
export * from './data-quality/source-state.ts';
export { FLEET_METRICS, fleetMetricById } from './fleet/catalogue.ts';
export * from './fleet/definition.ts';
export {
  EVERY_TENANT_NOW,
  type FleetAnswer,
  type FleetParameters,
  fleetParameters,
  fleetRows,
  fleetSQL,
} from './fleet/query.ts';
export { FLEET_READERS, type FleetReader, missingFleetFields } from './fleet/reads.ts';
export { RISING_KINDS } from './fleet/rising/kinds.ts';
export {
  AFFECTED,
  type AffectedRow,
  EXPOSED,
  type ExposedRow,
  FIRST_DAYS,
  type FirstDayRow,
} from './fleet/rising/query.ts';
export {
  fortnightsByKind,
  type Rising,
  type RisingAnswer,
  risingOf,
  usualFortnights,
} from './fleet/rising/rising.ts';
export { revenueMonthsSQL } from './fleet/sql/revenue-months.ts';
export { assembleMeasured, type SourceAnswer, type ValueRow } from './indicators/assemble.ts';
export {
  BUCKET_METRICS,
  BUCKET_TOPICS,
  type BucketTopic,
  recomputeSQL,
  type TouchedBuckets,
} from './indicators/buckets.ts';
export { carriedSources, carryOver } from './indicators/carry.ts';
export { INDICATORS, indicatorById, indicatorsOf } from './indicators/catalogue.ts';
export * from './indicators/change.ts';
export * from './indicators/change-wire.ts';
export { readAnewIfChurned, standsAt, standsStill, withChurnedStanding } from './indicators/churned.ts';
export {
  type ComposedSource,
  composeEvaluation,
  type EvaluationQuery,
  facetsRead,
  type RequestsSQL,
  sourceSQL,
} from './indicators/composer.ts';
export {
  type AdoptionExpectations,
  type FeatureTiers,
  featuresJsonSchema,
  featuresSchema,
  type IndicatorConfiguration,
  NOTHING_CONFIGURED,
} from './indicators/configuration.ts';
export * from './indicators/definition.ts';
export { deriveAll, itemsOf } from './indicators/derive.ts';
export * from './indicators/evaluation.ts';
export * from './indicators/fact-store.ts';
export { fieldsBehind, type SignalField } from './indicators/fields.ts';
export { healthAt, healthOf } from './indicators/health.ts';
export { type Lineage, lineageOf, missingFields } from './indicators/lineage.ts';
export { WISHED_FREQUENCIES, WISHED_FREQUENCY_QUESTION } from './indicators/relationship/engagement.ts';
export { ENVELOPE_FIELDS, type IndicatorSource, type SignalReads, topicsOf } from './indicators/source.ts';
export { SOURCES } from './indicators/sources/catalogue.ts';
export { namesIn, tableReads } from './indicators/sql/reads.ts';
export { textHash } from './indicators/sql/texts.ts';
export { type VersionRow, versionsSQL } from './indicators/versions.ts';
export * from './keys.ts';
export {
  type CostRow,
  type Costs,
  costRows,
  costsJsonSchema,
  costsSchema,
  marginRows,
} from './money/costs.ts';
export {
  EVERY_TENANT,
  RATE_DECIMALS,
  type RateRow,
  type Rates,
  rateRows,
  ratesJsonSchema,
  ratesSchema,
} from './money/rates.ts';
export { type PlaybookEvent, playbookEventSchema } from './playbooks/event.ts';
export { type Match, matches } from './playbooks/matches.ts';
export { type PlannedAction, planActions, unknownFields } from './playbooks/plan.ts';
export { type ParseText, type ReadPlaybook, readPlaybook } from './playbooks/read.ts';
export { type Playbook, playbookJsonSchema, playbookSchema, type WebhookAction } from './playbooks/rule.ts';
export { type Trial, tryPlaybook } from './playbooks/try.ts';
export { type PastQuestion, scoreAsOf } from './scoring/asof.ts';
export { BANDS, type Band } from './scoring/bands.ts';
export type { IndicatorsById } from './scoring/blend.ts';
export * from './scoring/change.ts';
export { ScorecardUnknown, type ScoredClose, type ScoringRules } from './scoring/closes.ts';
export {
  type Decision,
  type DecisionContext,
  decide,
  EpochUnknown,
  type ScorerInput,
  standing,
} from './scoring/decide.ts';
export { type Finding, type Flag, flagsReading } from './scoring/flags.ts';
export { nextOverrideTurn, type Override, type OverrideInForce, overrideAt } from './scoring/override.ts';
export { overrideFault } from './scoring/override-fault.ts';
export { type OverrideRequest, overrideRequestSchema } from './scoring/override-request.ts';
export {
  type MemberStanding,
  membersByParent,
  type ParentHealth,
  type ParentMember,
  type ParentRollUp,
  parentAsOf,
  type StandingMember,
} from './scoring/parents.ts';
export { type ReadScorecard, readScorecard, type ScorecardMistake } from './scoring/read-scorecard.ts';
export { type ScoreLine, type ScoreResult, score } from './scoring/score.ts';
export { type CloseScore, type ScoreRecord, scoreRecordOf } from './scoring/score-record.ts';
export { type Scorecard, scorecardJsonSchema, scorecardSchema } from './scoring/scorecard.ts';
export {
  mistakesOfSet,
  parseScorecardSet,
  type ScorecardSet,
  scorecardById,
  scorecardFor,
  scorecardSet,
} from './scoring/scorecard-set.ts';
export {
  ALL_TENANTS,
  compareScorecards,
  type Scorecards,
  type ScorecardVersion,
  scorecardAt,
  scorecardKey,
} from './scoring/scorecard-version.ts';
export { emptyState, type ScoreState } from './scoring/state.ts';
export { decodeState, encodeState } from './scoring/state-codec.ts';
export type { Verdict } from './scoring/verdict.ts';
export { envelopeFault, isAhead, RETENTION_DAYS, type TimeFault, timeFault } from './signals/admission.ts';
export { columnOf } from './signals/columns.ts';
export { numberFault, numberFields } from './signals/numbers.ts';
export {
  type Signal,
  type SignalBody,
  type SignalName,
  type SignalStamp,
  signalSchemas,
} from './signals/schemas.ts';
export { median } from './statistics/median.ts';
export * from './tenants/tenant.ts';
export { type OpenText, openTextOf, type ReadText, TEXT_TOPICS } from './texts/open-text.ts';
export type { TextReader, TextReading } from './texts/reader.ts';
export * from './time/days.ts';
