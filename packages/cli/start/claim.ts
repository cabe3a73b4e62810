import { endProcess, identify, isAlive, type ProcessId } from '@bellwether/local-stack';
import { CliError } from '../output/cli-error.ts';
import {
  type RunRecord,
  readRunRecord,
  type ServiceRecord,
  writeRunRecord,
} from '../stack/service-record.ts';

const LEFTOVER_GRACE_MS = 5_000;
/** An orphaned run ends its services and its stack in this time. */
const ORPHAN_GRACE_MS = 40_000;

/**
 * Makes this process the one that runs the services here, after ending what an earlier start left behind when it, or
 * whoever started it, was killed. @throws CliError when another one runs
 */
export async function claimRun(say: (line: string) => void): Promise<Pick<RunRecord, 'owner' | 'launcher'>> {
  const before = readRunRecord();
  if (before) await endEarlier(before, say);
  const run = { owner: identify(process.pid)!, launcher: launcherOf(process.env) };
  writeRunRecord({ ...run, services: [], gatewayUrl: null });
  return run;
}

async function endEarlier(
  { owner, launcher, services }: RunRecord,
  say: (line: string) => void,
): Promise<void> {
  if (isAlive(owner)) {
    if (launcher === null || isAlive(launcher)) {
      throw new CliError(`\`bellwether start\` already runs here (process ${owner.pid}).`, {
        remedy: `Use it, or stop it with \`kill ${owner.pid}\`. BELLWETHER_DIR=<folder> runs a second one beside it.`,
      });
    }
    say(`waiting for an orphaned start to end (process ${owner.pid})`);
    await endProcess(owner, ORPHAN_GRACE_MS);
  }
  await endLeftServices(services, say);
}

/** Ends the services of a start that was killed. */
export async function endLeftServices(
  services: readonly ServiceRecord[],
  say: (line: string) => void,
): Promise<void> {
  const left = services.filter(({ process }) => isAlive(process));
  if (left.length > 0)
    say(`ending what an earlier start left behind: ${left.map(({ name }) => name).join(', ')}`);
  await Promise.all(left.map(({ process }) => endProcess(process, LEFTOVER_GRACE_MS)));
}

/** Our parent, where it is npm or our own launcher and exists only to run us. */
function launcherOf(env: NodeJS.ProcessEnv): ProcessId | null {
  const isLauncher = env.BELLWETHER_LAUNCHER === String(process.ppid) || env.npm_lifecycle_event === 'start';
  return isLauncher ? (identify(process.ppid) ?? null) : null;
}

const LOOK_EVERY_MS = 500;

/** Calls `onGone` once the launcher has ended without telling us, as by kill -9. Returns what ends the watch. */
export function watchLauncher(launcher: ProcessId | null, onGone: () => void): () => void {
  if (launcher === null) return () => undefined;
  const timer = setInterval(() => {
    if (isAlive(launcher)) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  return () => clearInterval(timer);
}
