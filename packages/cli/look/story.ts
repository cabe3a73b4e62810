import type { ChangeKind } from '@bellwether/domain';
import type { ToldChange } from './changes.ts';

const LINES_NAMED = 3;

/** What moved a score, as a customer-success manager would put it. */
const BECAUSE: Readonly<Record<ChangeKind, string>> = {
  behaviour: 'What they did',
  judgement: 'What people said',
  time: 'Nothing new came, and time went by',
  config: 'The scorecard changed, not the customer',
  override: 'Set by hand',
  'data-gap': 'We know less than before',
  initial: 'At first sight',
};

/** What happened to an account, one paragraph a change. */
export function storyOf(name: string, changes: readonly ToldChange[]): string[] {
  return changes.map((change) =>
    [`${dayOf(change)} ${headline(name, change)}`, ...sentences(change)].join(' '),
  );
}

function dayOf({ asOf }: ToldChange): string {
  const day = new Date(asOf).toLocaleDateString('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
  return `${day}:`;
}

function headline(name: string, change: ToldChange): string {
  const { score, previousScore, band, previousBand, trigger } = change;
  if (score === null) return `too little is known of ${name} for a score.`;
  if (trigger === 'initial') return `${name} starts at ${points(score)}, ${band}.`;
  const turned =
    band === previousBand ? '' : ` and is now ${band}${previousBand ? ` (was ${previousBand})` : ''}`;
  if (previousScore === null) return `${name} now has a score: ${points(score)}${turned}.`;
  if (score === previousScore) return `${name} stays at ${points(score)}${turned}.`;
  const verb = score < previousScore ? 'fell' : 'rose';
  return `${name} ${verb} from ${points(previousScore)} to ${points(score)}${turned}.`;
}

function sentences(change: ToldChange): string[] {
  if (change.trigger === 'initial') return flagSentences(change);
  const kinds = [...new Set(byWeight(change.lines).map((line) => line.kind))];
  return [...kinds.map((kind) => kindSentence(kind, change)), ...flagSentences(change)];
}

function kindSentence(kind: ChangeKind, change: ToldChange): string {
  if (kind === 'override') {
    const { overrideAuthor, overrideNote } = change;
    return overrideAuthor
      ? `Set by hand by ${overrideAuthor}: “${overrideNote}”.`
      : 'What was set by hand is over.';
  }
  const lines = byWeight(change.lines).filter((line) => line.kind === kind);
  const named = lines.slice(0, LINES_NAMED).map(lineText);
  const more = lines.length > LINES_NAMED ? `, and ${lines.length - LINES_NAMED} more` : '';
  return `${BECAUSE[kind]}: ${named.join('; ')}${more}.`;
}

function flagSentences({ flagsAdded, flagsRemoved, findings }: ToldChange): string[] {
  const raised = flagsAdded.map((flag) => {
    const because = findings.find((finding) => finding.flag === flag)?.because;
    return because ? `Now ${flag}: ${because}` : `Now ${flag}.`;
  });
  return [...raised, ...flagsRemoved.map((flag) => `No longer ${flag}.`)];
}

function lineText({ title, previousValue, value, delta }: ToldChange['lines'][number]): string {
  const sign = `${delta > 0 ? '+' : '−'}${points(Math.abs(delta))}`;
  if (value === previousValue) return `${title} (${sign})`;
  return `${title} went from ${amount(previousValue)} to ${amount(value)} (${sign})`;
}

function byWeight(lines: ToldChange['lines']): ToldChange['lines'] {
  return lines.toSorted((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
}

function amount(value: number | null): string {
  return value === null ? 'not known' : String(Number(value.toFixed(2)));
}

function points(score: number): string {
  return score.toFixed(1);
}
