import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireMaven } from './java.ts';
import { identify } from './process-id.ts';

export interface DownloadProgress {
  file: string;
  /** As Maven tells it, such as `12/142 MB`. */
  size: string;
}

const HERE = fileURLToPath(new URL('.', import.meta.url));
const ROOT = join(HERE, 'vendor');
const POM = join(HERE, 'pom.xml');
const ATTEMPT = '.attempt-';

/** Named by the pom: another version of anything is another directory. */
function vendorDirectory(): string {
  return join(ROOT, createHash('sha256').update(readFileSync(POM)).digest('hex').slice(0, 12));
}

/** The directory of Kafka's jars. */
export function vendorKafka(): string {
  return join(vendorDirectory(), 'kafka');
}

/** The jar that starts the registry. */
export function vendorRegistry(): string {
  const home = join(vendorDirectory(), 'registry');
  const jar = readdirSync(home).find((name) => name.endsWith('-runner.jar'));
  if (jar === undefined) throw new Error(`no registry in ${home}: remove that directory and start again`);
  return join(home, jar);
}

/**
 * Downloads what the JVM processes need, once. Maven writes into a directory of this attempt, which gets
 * its name in one step at the end, so an interrupted download leaves nothing that looks whole; the files
 * that had come lie in Maven's own repository and are not fetched again.
 */
export async function ensureVendor(onProgress: (progress: DownloadProgress) => void): Promise<void> {
  const target = vendorDirectory();
  if (existsSync(target)) return;
  await requireMaven();
  mkdirSync(ROOT, { recursive: true });
  removeDeadAttempts();
  const attempt = join(ROOT, `${ATTEMPT}${process.pid}`);
  try {
    await runMaven(attempt, onProgress);
    // Another start may have been faster: then its directory is as good as ours.
    if (!existsSync(target)) renameSync(attempt, target);
  } finally {
    rmSync(attempt, { recursive: true, force: true });
  }
}

function removeDeadAttempts(): void {
  const attempts = readdirSync(ROOT).filter((name) => name.startsWith(ATTEMPT));
  for (const name of attempts.filter((one) => identify(Number(one.slice(ATTEMPT.length))) === undefined)) {
    rmSync(join(ROOT, name), { recursive: true, force: true });
  }
}

async function runMaven(output: string, onProgress: (progress: DownloadProgress) => void): Promise<void> {
  // Not in batch mode: only the interactive one tells how far a file has come.
  const maven = spawn('mvn', ['-f', POM, `-Dvendor=${output}`, '-Dstyle.color=never', 'package'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let file = '';
  const read = (chunk: Buffer) => {
    text += chunk.toString();
    for (const line of chunk.toString().split(/[\r\n]/)) {
      file = /^Downloading from \S+ \S*\/(\S+)/.exec(line)?.[1] ?? file;
      const size = /^Progress \(\d+\): (.+?)\s*$/.exec(line)?.[1];
      if (size !== undefined) onProgress({ file, size });
    }
  };
  maven.stdout.on('data', read);
  maven.stderr.on('data', read);
  const code = await new Promise<number | null>((resolve, reject) => {
    maven.once('error', reject);
    maven.once('close', resolve);
  });
  if (code === 0) return;
  const log = join(ROOT, 'maven.log');
  writeFileSync(log, text);
  const reason = text.split('\n').find((line) => line.startsWith('[ERROR]')) ?? `exit code ${code}`;
  throw new Error(`Maven could not download Kafka and the registry (${log}): ${reason}`);
}
