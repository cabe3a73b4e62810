export { assembleMeasured, type ValueRow } from './indicators/assemble.ts';
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
export {
  type ComposedSource,
  composeEvaluation,
  type EvaluationQuery,
  facetsRead,
  type RequestsSQL,
} from './indicators/composer.ts';
export {
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
export { healthOf } from './indicators/health.ts';
export type { IndicatorSource } from './indicators/source.ts';
export { SOURCES } from './indicators/sources/catalogue.ts';
export { type VersionRow, versionsSQL } from './indicators/versions.ts';
export * from './keys.ts';
export { type PlaybookEvent, playbookEventSchema } from './playbooks/event.ts';
export { type Match, matches } from './playbooks/matches.ts';
export { type PlannedAction, planActions, unknownFields } from './playbooks/plan.ts';
export { type ParseText, type ReadPlaybook, readPlaybook } from './playbooks/read.ts';
export { type Playbook, playbookJsonSchema, playbookSchema, type WebhookAction } from './playbooks/rule.ts';
export { type Trial, tryPlaybook } from './playbooks/try.ts';
export { type PastQuestion, scoreAsOf } from './scoring/asof.ts';
export type { Band } from './scoring/bands.ts';
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
export type { Finding, Flag } from './scoring/flags.ts';
export { nextOverrideTurn, type Override, type OverrideInForce, overrideAt } from './scoring/override.ts';
export { type ReadScorecard, readScorecard, type ScorecardMistake } from './scoring/read-scorecard.ts';
export { type ScoreLine, type ScoreResult, score } from './scoring/score.ts';
export { type CloseScore, type ScoreRecord, scoreRecordOf } from './scoring/score-record.ts';
export { type Scorecard, scorecardJsonSchema, scorecardSchema } from './scoring/scorecard.ts';
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
export { envelopeFault, RETENTION_DAYS, type TimeFault, timeFault } from './signals/admission.ts';
export {
  type Signal,
  type SignalBody,
  type SignalName,
  type SignalStamp,
  signalSchemas,
} from './signals/schemas.ts';
export * from './tenants/tenant.ts';
export * from './time/days.ts';
