import type { OnLine } from '../../support/service-process.ts';

/** What a service tries again would else be tried in silence for hours; said again, if it is the same, after so long. */
const SAY_AGAIN_MS = 60_000;

interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly what?: string;
  readonly attempt?: number;
  readonly err?: { readonly message: string };
}

/** Tells of a service's warnings and errors, and of what it writes that is no log line, such as a crash. */
export function listenForTrouble(name: string, say: (line: string) => void): OnLine {
  const saidAt = new Map<string, number>();
  return (line) => {
    const trouble = troubleIn(line);
    if (trouble === null) return;
    const before = saidAt.get(trouble);
    const now = performance.now();
    if (before !== undefined && now - before < SAY_AGAIN_MS) return;
    saidAt.set(trouble, now);
    say(`${name}: ${trouble}`);
  };
}

/** Null for a line that tells of none. */
export function troubleIn(line: string): string | null {
  const entry = entryOf(line);
  if (entry === null) return line.trim() || null;
  if (!['warn', 'error', 'fatal'].includes(entry.level)) return null;
  const { msg, what, err } = entry;
  return [what, msg, err?.message].filter((part) => part !== undefined).join(': ');
}

function entryOf(line: string): LogLine | null {
  try {
    return JSON.parse(line) as LogLine;
  } catch {
    return null;
  }
}
