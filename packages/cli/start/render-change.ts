import type { ScoreChange } from '@bellwether/domain';
import { points, signed } from '../output/print.ts';

const LINES_SHOWN = 3;

/** A change as people read it: who and how much, then why. */
export function renderChange(change: ScoreChange, lagMs: number | null, now: Date): string[] {
  const name = change.accountName ?? change.accountId;
  const time = now.toISOString().slice(11, 19);
  const delta = (change.scoreTenths ?? 0) - (change.previousScoreTenths ?? change.scoreTenths ?? 0);
  const arrow = delta < 0 ? '▼' : delta > 0 ? '▲' : '·';
  const score = `${points(change.previousScoreTenths)} → ${points(change.scoreTenths)}`;
  const band =
    change.band === change.previousBand ? change.band : `${change.previousBand ?? 'new'} → ${change.band}`;
  const lag = lagMs === null ? '' : `  after ${lagMs} ms`;
  const flags = [
    ...change.flagsAdded.map((flag) => `+${flag}`),
    ...change.flagsRemoved.map((flag) => `-${flag}`),
  ];
  // Where neither band nor flags show why it was announced, the trigger does.
  const why = change.band === change.previousBand && flags.length === 0 ? [`(${change.trigger})`] : [];
  const head = [`${time} ${arrow} ${name.padEnd(20)} ${score.padEnd(13)} ${band}`, ...flags, ...why].join(
    '  ',
  );
  return [`${head}${lag}`, `           ${reasons(change)}`];
}

/** The lines that moved the score most; where none did, what was said. */
function reasons(change: ScoreChange): string {
  const moved = change.contributions
    .filter((line) => line.deltaTenths !== 0)
    .sort((a, b) => Math.abs(b.deltaTenths) - Math.abs(a.deltaTenths));
  if (moved.length === 0) return change.summary;
  const shown = moved.slice(0, LINES_SHOWN).map((line) => {
    const [before, after] = [number(line.previousValue), number(line.value)];
    const value = before === after ? '' : ` ${before} → ${after}`;
    return `${line.title}${value} (${signed(line.deltaTenths)})`;
  });
  const rest = moved.length - shown.length;
  return `${shown.join(', ')}${rest > 0 ? `, ${rest} more` : ''}`;
}

function number(value: number | null): string {
  return value === null ? '–' : String(Math.round(value * 100) / 100).replace('-', '−');
}
