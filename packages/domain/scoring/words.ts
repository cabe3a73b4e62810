import type { ChangeLine, ScoreChange } from './change.ts';

const REASONS_NAMED = 2;

type Told = Pick<
  ScoreChange,
  | 'accountId'
  | 'accountName'
  | 'band'
  | 'previousBand'
  | 'scoreTenths'
  | 'previousScoreTenths'
  | 'triggers'
  | 'flagsAdded'
  | 'flagsRemoved'
  | 'contributions'
  | 'overrideAuthor'
  | 'overrideNote'
>;

/** Tenths as people read them: 734 is 73.4. */
export function pointsText(tenths: number): string {
  return (tenths / 10).toFixed(1);
}

/** One sentence that sums a change up. */
export function summaryOf(change: Told): string {
  const name = change.accountName ?? change.accountId;
  const parts = [`${name} ${headline(change)}`];
  if (change.triggers.includes('override')) parts.push(overrideText(change));
  const reasons = change.triggers.includes('initial') ? [] : reasonsOf(change);
  if (reasons.length > 0) parts.push(reasons.join(', '));
  if (change.flagsAdded.length > 0) parts.push(`${change.flagsAdded.join(' and ')} raised`);
  if (change.flagsRemoved.length > 0) parts.push(`${change.flagsRemoved.join(' and ')} gone`);
  return `${parts.join('; ')}.`;
}

function headline({ scoreTenths, previousScoreTenths, band, previousBand, triggers }: Told): string {
  if (scoreTenths === null) return 'has too little data for a score';
  const now = pointsText(scoreTenths);
  if (triggers.includes('initial')) return `starts at ${now} (${band})`;
  const where = band === previousBand ? `(${band})` : `and is now ${band}`;
  if (previousScoreTenths === null) return `has a score: ${now} ${where}`;
  if (scoreTenths === previousScoreTenths) return `stays at ${now} ${where}`;
  const verb = scoreTenths < previousScoreTenths ? 'fell' : 'rose';
  return `${verb} from ${pointsText(previousScoreTenths)} to ${now} ${where}`;
}

function overrideText({ overrideAuthor, overrideNote }: Told): string {
  return overrideAuthor === null ? 'the override is over' : `set by ${overrideAuthor}: ${overrideNote}`;
}

/** The lines that moved the score most in the direction it moved; when it stays, those that say something else than before. */
function reasonsOf({ contributions, scoreTenths, previousScoreTenths }: Told): string[] {
  const direction = Math.sign((scoreTenths ?? 0) - (previousScoreTenths ?? 0));
  return contributions
    .filter((line) => line.kind !== 'override')
    .filter((line) =>
      direction === 0 ? line.value !== line.previousValue : line.deltaTenths * direction > 0,
    )
    .sort((a, b) => Math.abs(b.deltaTenths) - Math.abs(a.deltaTenths))
    .slice(0, REASONS_NAMED)
    .map(reasonText);
}

function reasonText({ title, previousValue, value, deltaTenths }: ChangeLine): string {
  const sign = deltaTenths === 0 ? '' : deltaTenths > 0 ? '+' : '-';
  const points = `${sign}${pointsText(Math.abs(deltaTenths))}`;
  if (previousValue === value) return `${title} (${points})`;
  return `${title} ${valueText(previousValue)} to ${valueText(value)} (${points})`;
}

function valueText(value: number | null): string {
  return value === null ? 'unknown' : String(Number(value.toFixed(2)));
}
