import type { Evaluation, MissingReason, VectorVersion } from '../indicators/evaluation.ts';
import { closeOf, type Day } from '../time/days.ts';
import type { LineKind } from './adjustments.ts';
import type { ScoredClose } from './closes.ts';
import type { Finding, Flag } from './flags.ts';
import type { Emitted, EmittedLine, ScoreState } from './state.ts';

const FORMAT = 1;
const STANDS_STILL = 1;
const WORRIED = 2;

/**
 * A state as JSON: lists instead of records where there are many, so that 59 closes stay near 4 kB, and sums beyond
 * 2^53 as decimal strings. Equal states have equal texts.
 */
export function encodeState(state: ScoreState): string {
  const { tenantId, accountId, revision, sequence, live, closes, overrides, decided, emitted } = state;
  const used = cardsOf(closes);
  const stored: StoredState = {
    format: FORMAT,
    tenantId,
    accountId,
    revision,
    sequence,
    live: live && packEvaluation(live),
    used,
    closes: closes.map((close) => packClose(close, used)),
    overrides,
    decided,
    emitted: emitted && packEmitted(emitted),
    drift: state.drift.map(({ id, tenths }): PackedDrift => [id, tenths]),
    unsaid: state.unsaid,
    hole: state.hole.map(({ indicator, value }): PackedHole => [indicator, value]),
  };
  return JSON.stringify(stored);
}

/** The inverse of {@link encodeState}. @throws Error when another program's format is met */
export function decodeState(text: string): ScoreState {
  const { format, used, ...stored } = JSON.parse(text) as StoredState;
  if (format !== FORMAT) throw new Error(`score state of format ${format}, this program reads ${FORMAT}`);
  return {
    ...stored,
    live: stored.live && unpackEvaluation(stored.live),
    closes: stored.closes.map((close) => unpackClose(close, used)),
    emitted: stored.emitted && unpackEmitted(stored.emitted),
    drift: stored.drift.map(([id, tenths]) => ({ id, tenths })),
    hole: stored.hole.map(([indicator, value]) => ({ indicator, value })),
  };
}

type PackedVersion = [epoch: number, facts: number, receivedSum: string, asOf: number];
type PackedValue = [indicator: string, value: number | null, reason: MissingReason | null];
type PackedLine = [id: string, kind: LineKind, group: string, value: number | null, tenths: number];
/** Evidence is left out where it was thinned out. */
type PackedFinding =
  | readonly [flag: Flag]
  | readonly [flag: Flag, because: string, indicators: readonly string[]];
/** `used` is the place of what the close was scored with in the state's list of those. */
type PackedClose = [
  day: Day,
  epoch: number,
  facts: number,
  receivedSum: string,
  used: number,
  computed: number | null,
  data: number | null,
  human: number | null,
  leading: number | null,
  lagging: number | null,
  coveragePercent: number,
  findings: readonly PackedFinding[],
  /** STANDS_STILL and WORRIED, added up; left out where it is neither. */
  marks?: number,
];
type PackedCard = readonly [scorecard: string, card: string];
type PackedDrift = [id: string, tenths: number];
type PackedHole = [indicator: string, value: number | null];
type PackedEvaluation = Omit<Evaluation, 'version' | 'values' | 'facets'> & {
  readonly version: PackedVersion;
  readonly values: readonly PackedValue[];
};
type PackedEmitted = Omit<Emitted, 'receivedSum' | 'contributions'> & {
  readonly receivedSum: string;
  readonly contributions: readonly PackedLine[];
};

interface StoredState extends Omit<ScoreState, 'live' | 'closes' | 'emitted' | 'drift' | 'hole'> {
  readonly format: number;
  readonly live: PackedEvaluation | null;
  readonly used: readonly PackedCard[];
  readonly closes: readonly PackedClose[];
  readonly emitted: PackedEmitted | null;
  readonly drift: readonly PackedDrift[];
  readonly hole: readonly PackedHole[];
}

/** What the closes were scored with, each once. */
function cardsOf(closes: readonly ScoredClose[]): PackedCard[] {
  const used = new Map(
    closes.map(({ scorecard, card }) => [`${scorecard}/${card}`, [scorecard, card] as const]),
  );
  return [...used.values()];
}

function packVersion({ epoch, facts, receivedSum, asOf }: VectorVersion): PackedVersion {
  return [epoch, facts, String(receivedSum), asOf];
}

function packEvaluation({
  version,
  values,
  answers,
  profile,
  firstDay,
  proposals,
}: Evaluation): PackedEvaluation {
  return {
    version: packVersion(version),
    values: values.map((v): PackedValue => [v.indicator, v.value, v.reason]),
    answers: answers.map(({ questionId, eventId, givenAt }) => ({ questionId, eventId, givenAt })),
    profile,
    firstDay,
    proposals,
  };
}

function unpackEvaluation(packed: PackedEvaluation): Evaluation {
  const [epoch, facts, receivedSum, asOf] = packed.version;
  return {
    ...packed,
    version: { epoch, facts, receivedSum: BigInt(receivedSum), asOf },
    values: packed.values.map(([indicator, value, reason]) => ({ indicator, value, reason })),
    // A state written before there were any has none.
    proposals: packed.proposals ?? [],
    facets: {},
  };
}

/** A close is evaluated as of its day's last millisecond, so that need not be kept. */
function packClose(c: ScoredClose, cards: readonly PackedCard[]): PackedClose {
  const { epoch, facts, receivedSum } = c.version;
  const sums = [c.computedTenths, c.dataTenths, c.humanTenths, c.leadingTenths, c.laggingTenths] as const;
  const packed: PackedClose = [
    c.day,
    epoch,
    facts,
    String(receivedSum),
    cards.findIndex(([scorecard, card]) => scorecard === c.scorecard && card === c.card),
    ...sums,
    c.coveragePercent,
    c.findings.map(packFinding),
  ];
  const marks = (c.standsStill ? STANDS_STILL : 0) + (c.worried ? WORRIED : 0);
  if (marks > 0) packed[12] = marks;
  return packed;
}

function packFinding({ flag, because, indicators }: Finding): PackedFinding {
  return because === '' ? [flag] : [flag, because, indicators];
}

function unpackFinding([flag, because = '', indicators = []]: PackedFinding): Finding {
  return { flag, because, indicators };
}

function unpackClose(packed: PackedClose, cards: readonly PackedCard[]): ScoredClose {
  const [day, epoch, facts, receivedSum, used, computedTenths, dataTenths, humanTenths, ...rest] = packed;
  const [scorecard, card] = cards[used]!;
  const [leadingTenths, laggingTenths, coveragePercent, packedFindings, marks = 0] = rest;
  const findings = packedFindings.map(unpackFinding);
  const version = { epoch, facts, receivedSum: BigInt(receivedSum), asOf: closeOf(day) };
  const scores = { computedTenths, dataTenths, humanTenths, leadingTenths, laggingTenths };
  const standsStill = (marks & STANDS_STILL) > 0;
  const worried = (marks & WORRIED) > 0;
  return { day, version, scorecard, card, ...scores, coveragePercent, worried, standsStill, findings };
}

function packEmitted(emitted: Emitted): PackedEmitted {
  return {
    ...emitted,
    receivedSum: String(emitted.receivedSum),
    contributions: emitted.contributions.map(
      ({ id, kind, group, value, tenths }): PackedLine => [id, kind, group, value, tenths],
    ),
  };
}

function unpackEmitted(packed: PackedEmitted): Emitted {
  return {
    ...packed,
    receivedSum: BigInt(packed.receivedSum),
    contributions: packed.contributions.map(
      ([id, kind, group, value, tenths]): EmittedLine => ({ id, kind, group, value, tenths }),
    ),
  };
}
