import { spawn } from 'node:child_process';

export interface CurlAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer;
  text: string;
}

/** curl as a person would call it; `input` goes to `--data-binary @-` arguments. Rejects when curl fails. */
export async function curl(args: readonly string[], input: Uint8Array | string = ''): Promise<CurlAnswer> {
  const child = spawn('curl', ['-sS', '-i', '-H', 'Expect:', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`curl ended with ${code}: ${Buffer.concat(err)}`);
  const answer = Buffer.concat(out);
  const end = answer.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = answer.subarray(0, end).toString().split('\r\n');
  const headers = lines.map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const;
  });
  const body = answer.subarray(end + 4);
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: Object.fromEntries(headers),
    body,
    text: body.toString(),
  };
}
