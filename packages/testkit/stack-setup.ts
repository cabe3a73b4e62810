import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  addressesFromEnv,
  dockerAnswers,
  findOwner,
  reset,
  type StackAddresses,
  up,
} from '@bellwether/local-stack';
import type { TestProject } from 'vitest/node';
import { startContainers } from './stack-containers.ts';
import './stack.ts';

const ROOT = fileURLToPath(new URL('../../.bellwether', import.meta.url));
const PREFIX = 'test-';

/** One stack for the whole run: from the environment, else from containers, else native in a directory of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = addressesFromEnv(process.env);
  const { addresses, stop } =
    given === undefined ? await start() : { addresses: given, stop: async () => undefined };
  project.provide('stack', addresses);
  return stop;
}

interface Started {
  addresses: StackAddresses;
  stop(): Promise<void>;
}

async function start(): Promise<Started> {
  return (await dockerAnswers()) ? await startContainers() : await startNative();
}

async function startNative(): Promise<Started> {
  mkdirSync(ROOT, { recursive: true });
  await removeAbandoned();
  const dir = join(ROOT, `${PREFIX}${process.pid}`);
  const stop = async () => {
    await reset(dir);
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const { kafka, schemaRegistry, clickhouse } = await up({ dir, attached: true, usualPorts: false });
    return { addresses: { kafka, schemaRegistry, clickhouse }, stop };
  } catch (error) {
    if (existsSync(dir)) await stop();
    throw error;
  }
}

/** Stacks of test runs that were killed before they could stop them. */
async function removeAbandoned(): Promise<void> {
  const directories = readdirSync(ROOT).filter((name) => name.startsWith(PREFIX));
  for (const dir of directories.map((name) => join(ROOT, name))) {
    if (findOwner(dir)?.alive === true) continue;
    await reset(dir);
    rmSync(dir, { recursive: true, force: true });
  }
}
