import { closeOf, type Day } from '../time/days.ts';
import type { Close, IndicatorChange } from './change.ts';
import {
  type AccountProfile,
  type CurrentAnswer,
  type Evaluation,
  type IndicatorValue,
  type MissingReason,
  NO_PROFILE,
  type VectorVersion,
} from './evaluation.ts';

/** `receivedSum` passes 2^53, so it travels as decimal digits. */
type WireVersion = Omit<VectorVersion, 'receivedSum'> & { readonly receivedSum: string };

export type WireEvaluation = Omit<Evaluation, 'version' | 'facets'> & { readonly version: WireVersion };

/** A first message holds thirty closes, and the names of all indicators are longer than their values: said once, by live. */
export interface WireClose {
  readonly day: Day;
  readonly version: WireVersion;
  /** In the order of the live values: why there is none, empty where there is one. */
  readonly reasons: readonly (MissingReason | '')[];
  /** Of the empty reasons, in that order. */
  readonly values: readonly number[];
  readonly answersAsLive: boolean;
  /** Empty where they are those of live. */
  readonly answers: readonly CurrentAnswer[];
  readonly profileAsLive: boolean;
  /** All null where it is that of live. */
  readonly profile: AccountProfile;
  readonly proposals: readonly string[];
}

/** As Avro holds it. */
export type WireIndicatorChange = Omit<IndicatorChange, 'live' | 'closes'> & {
  readonly live: WireEvaluation;
  readonly closes: readonly WireClose[];
};

/**
 * An indicator change as `health.indicator-changes` carries it. Throws a RangeError when a close has other indicators than
 * live, or another first day.
 */
export function changeToWire(change: IndicatorChange): WireIndicatorChange {
  const { facets: _, version, ...told } = change.live;
  const [answers, profile] = [JSON.stringify(told.answers), JSON.stringify(told.profile)];
  const closeToWire = ({ day, evaluation }: Close): WireClose => {
    const { values, firstDay } = evaluation;
    const alike = values.length === told.values.length && firstDay === told.firstDay;
    if (!alike || values.some(({ indicator }, i) => indicator !== told.values[i]!.indicator))
      throw new RangeError(`the close of ${day} has other indicators than the live vector`);
    const answersAsLive = JSON.stringify(evaluation.answers) === answers;
    const profileAsLive = JSON.stringify(evaluation.profile) === profile;
    return {
      day,
      version: versionToWire(evaluation.version),
      reasons: values.map(({ reason }) => reason ?? ''),
      values: values.flatMap(({ value }) => value ?? []),
      answersAsLive,
      answers: answersAsLive ? [] : evaluation.answers,
      profileAsLive,
      profile: profileAsLive ? NO_PROFILE : evaluation.profile,
      proposals: evaluation.proposals,
    };
  };
  return {
    ...change,
    live: { ...told, version: versionToWire(version) },
    closes: change.closes.map(closeToWire),
  };
}

/** What is wrong with it, in words; null: {@link changeFromWire} can read it, and a close is as of its end. */
export function changeFault({ live, closes }: WireIndicatorChange): string | null {
  if ([live, ...closes].some(({ version }) => !/^\d+$/.test(version.receivedSum)))
    return 'receivedSum is not decimal digits';
  const unlike = closes.find(
    ({ values, reasons }) =>
      reasons.length !== live.values.length || values.length !== reasons.filter((r) => r === '').length,
  );
  if (unlike) return `the close of ${unlike.day} does not say what each of the live indicators was`;
  const astray = closes.find(({ day, version }) => version.asOf !== closeOf(day));
  return astray ? `the close of ${astray.day} is not evaluated as of its end` : null;
}

/** The inverse of {@link changeToWire}, of one without a {@link changeFault}. */
export function changeFromWire(wire: WireIndicatorChange): IndicatorChange {
  const { live } = wire;
  return {
    ...wire,
    live: { ...live, version: versionFromWire(live.version), facets: {} },
    closes: wire.closes.map((close) => ({ day: close.day, evaluation: closeFromWire(close, live) })),
  };
}

function closeFromWire(close: WireClose, live: WireEvaluation): Evaluation {
  let known = 0;
  const values = live.values.map(({ indicator }, i): IndicatorValue => {
    const reason = close.reasons[i]!;
    if (reason !== '') return { indicator, value: null, reason };
    known += 1;
    return { indicator, value: close.values[known - 1]!, reason: null };
  });
  return {
    version: versionFromWire(close.version),
    values,
    answers: close.answersAsLive ? live.answers : close.answers,
    profile: close.profileAsLive ? live.profile : close.profile,
    facets: {},
    firstDay: live.firstDay,
    proposals: close.proposals,
  };
}

function versionToWire(version: VectorVersion): WireVersion {
  return { ...version, receivedSum: version.receivedSum.toString() };
}

function versionFromWire(version: WireVersion): VectorVersion {
  return { ...version, receivedSum: BigInt(version.receivedSum) };
}
