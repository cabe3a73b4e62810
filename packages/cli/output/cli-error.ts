export interface CliErrorOptions {
  /** What to do about it. */
  readonly remedy?: string;
  /** One line each: where it went wrong. */
  readonly details?: readonly string[];
  readonly exitCode?: 1 | 2;
  readonly cause?: unknown;
}

/** A failure the reader can act on: what happened, where, what to do. */
export class CliError extends Error {
  readonly remedy: string | undefined;
  readonly details: readonly string[];
  readonly exitCode: 1 | 2;

  constructor(message: string, options: CliErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'CliError';
    this.remedy = options.remedy;
    this.details = options.details ?? [];
    this.exitCode = options.exitCode ?? 1;
  }
}

/** Wrong usage: exit code 2. */
export function usageError(message: string, remedy?: string): CliError {
  return new CliError(message, remedy === undefined ? { exitCode: 2 } : { exitCode: 2, remedy });
}

const DETAILS_SHOWN = 20;

/** The error as text for stderr, without a stack: the cause's message is the last line of what happened. */
export function describeError(error: unknown): string {
  if (!(error instanceof CliError)) return `bellwether: ${messageOf(error)}`;
  const lines = [`bellwether: ${error.message}`];
  lines.push(...error.details.slice(0, DETAILS_SHOWN).map((detail) => `  - ${detail}`));
  if (error.details.length > DETAILS_SHOWN)
    lines.push(`  … and ${error.details.length - DETAILS_SHOWN} more`);
  if (error.cause !== undefined) lines.push(`  because: ${messageOf(error.cause)}`);
  if (error.remedy) lines.push(`  ${error.remedy}`);
  return lines.join('\n');
}

export function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return error.errors.map(messageOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
