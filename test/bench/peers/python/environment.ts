import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BENCH_DIR, build } from '../run-process.ts';

const HOME = join(BENCH_DIR, 'python');
const REQUIREMENTS = fileURLToPath(new URL('requirements.txt', import.meta.url));

/** The interpreter of the environment that {@link buildPython} makes. */
export const PYTHON = join(HOME, 'bin', 'python');

/** Makes the environment that both peers in Python run in, with what they require and nothing else. */
export async function buildPython(): Promise<void> {
  await build('python3', ['-m', 'venv', HOME]);
  await build(PYTHON, ['-m', 'pip', 'install', '--quiet', '--requirement', REQUIREMENTS]);
}
