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
import type { StackForTests } from './stack.ts';
import { startContainers } from './stack-containers.ts';

const ROOT = fileURLToPath(new URL('../../.bellwether', import.meta.url));
const PREFIX = 'test-';

/** One stack for the whole run: from the environment, else from containers, else native in a directory of its own. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = addressesFromEnv(process.env);
  const stack = given === undefined ? await start() : inEnvironment(given);
  project.provide('stack', stack.addresses);
  project.provide('clickHouseRegistryUrl', stack.clickHouseRegistryUrl);
  return stack.stop;
}

function inEnvironment(addresses: StackAddresses): StackForTests {
  const { CLICKHOUSE_SCHEMA_REGISTRY_URL: seen = addresses.schemaRegistry.url } = process.env;
  return { addresses, clickHouseRegistryUrl: seen, stop: async () => undefined };
}

async function start(): Promise<StackForTests> {
  return (await dockerAnswers()) ? await startContainers() : await startNative();
}

async function startNative(): Promise<StackForTests> {
  mkdirSync(ROOT, { recursive: true });
  await removeAbandoned();
  const dir = join(ROOT, `${PREFIX}${process.pid}`);
  const stop = async () => {
    await reset(dir);
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const { kafka, schemaRegistry, clickhouse } = await up({ dir, attached: true, usualPorts: false });
    const addresses = { kafka, schemaRegistry, clickhouse };
    return { addresses, clickHouseRegistryUrl: schemaRegistry.url, stop };
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
