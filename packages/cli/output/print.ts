/** The result of a command with --json: the only thing on stdout. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, bigintAsText, 2)}\n`);
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** For people only: progress and notes, so that stdout stays a result. */
export function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Points with one decimal, or what stands for none. */
export function points(tenths: number | null): string {
  return tenths === null ? '–' : (tenths / 10).toFixed(1);
}

export function signed(tenths: number): string {
  return `${tenths < 0 ? '−' : '+'}${(Math.abs(tenths) / 10).toFixed(1)}`;
}
