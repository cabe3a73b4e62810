import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, type Day, dayOf, type Instant } from '@bellwether/domain';
import { stateDir } from '../stack/project.ts';
import { demoCompany } from './company.ts';
import { HISTORY_DAYS } from './simulate.ts';

export const DEMO_TENANT = 'demo';

/** Which demo company lives in this stack: from seed and start follows every signal of its history. */
export interface DemoRecord {
  readonly seed: string;
  readonly start: Day;
  readonly accounts: number;
  /** History up to here has been sent. */
  readonly filledTo: Instant;
  /** Whether the first load has come to its end. */
  readonly loaded: boolean;
}

const SEED = 'bellwether';

export function newDemoRecord(now: Instant, accounts: number): DemoRecord {
  return { seed: SEED, accounts, start: addDays(dayOf(now), -HISTORY_DAYS), filledTo: now, loaded: false };
}

export function readDemoRecord(): DemoRecord | null {
  try {
    return JSON.parse(readFileSync(recordFile(), 'utf8')) as DemoRecord;
  } catch {
    return null;
  }
}

/** An account to try things on; null before there is a company. */
export function firstDemoAccount(): string | null {
  const record = readDemoRecord();
  return record && demoCompany(record.seed, record.start, HISTORY_DAYS, 1)[0]!.id;
}

export function writeDemoRecord(record: DemoRecord): void {
  mkdirSync(stateDir(), { recursive: true });
  writeFileSync(recordFile(), `${JSON.stringify(record, null, 2)}\n`);
}

function recordFile(): string {
  return join(stateDir(), 'demo.json');
}
