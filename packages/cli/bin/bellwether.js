#!/usr/bin/env node
// Plain JavaScript for any Node from 20 on: the CLI is TypeScript and needs Node 24, which `npm ci` put
// into the repository's node_modules/.bin. A symlink in node_modules/.bin leads here, hence the real path.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NODE_MAJOR_MIN = 24;
const here = dirname(realpathSync(fileURLToPath(import.meta.url)));
const main = join(here, '..', 'main.ts');

function bundledNode() {
  for (let folder = here; ; folder = dirname(folder)) {
    const candidate = join(folder, 'node_modules', '.bin', 'node');
    if (existsSync(candidate)) return candidate;
    if (folder === dirname(folder)) return null;
  }
}

const recentEnough = Number(process.versions.node.split('.')[0]) >= NODE_MAJOR_MIN;
const node = recentEnough ? process.execPath : bundledNode();
if (!node) {
  console.error(
    `bellwether: this is Node ${process.versions.node}, and Node ${NODE_MAJOR_MIN} is not beside it.`,
  );
  console.error('  Run `npm ci` in the repository; it brings its own Node.');
  process.exit(1);
}

const args = ['--disable-warning=TimeoutNegativeWarning', main, ...process.argv.slice(2)];
const env = { ...process.env, BELLWETHER_LAUNCHER: String(process.pid) };
const child = spawn(node, args, { stdio: 'inherit', env });
// A terminal sends Ctrl-C to both of us, a script only to this process; the child takes two in a row for one.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('error', (error) => {
  console.error(`bellwether: ${node} does not start: ${error.message}`);
  process.exit(1);
});
child.on('exit', (code, signal) => {
  if (!signal) process.exit(code ?? 1);
  // Else the handler above would swallow it, and what was cut off would look like a success.
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
});
