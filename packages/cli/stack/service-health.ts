import { isAlive } from '@bellwether/local-stack';
import { readRunRecord } from './service-record.ts';

export interface ServiceHealth {
  readonly name: string;
  readonly ready: boolean;
}

const ANSWER_WITHIN_MS = 2_000;

/** Asks every service that was started whether it is ready; empty where none was. */
export async function serviceHealth(): Promise<ServiceHealth[]> {
  const record = readRunRecord();
  if (!record) return [];
  return Promise.all(
    record.services.map(async ({ name, process, healthUrl }) => ({
      name,
      ready: isAlive(process) && healthUrl !== null && (await answersReady(healthUrl)),
    })),
  );
}

export async function answersReady(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })).ok;
  } catch {
    return false;
  }
}
