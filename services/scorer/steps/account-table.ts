import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Codec } from '@bellwether/contracts';
import {
  decodeState,
  encodeState,
  type Instant,
  NO_PROFILE,
  nextOverrideTurn,
  type ScoreRecord,
  type ScoreState,
  standsAt,
} from '@bellwether/domain';
import { SCORES } from '../ports.ts';
import { asking } from './failures.ts';

/** One account as it is kept: its state as packed text, read on use, and what timers must know without reading it. */
export interface StoredAccount {
  /** A state's text says the same names thirty times over: packed it is a third, and a million have to fit. */
  readonly packed: Buffer;
  readonly epoch: number;
  /** The scorecard it was last scored with; null before the first score. */
  readonly scorecard: string | null;
  /** A scorecard that came into force later does not concern it: the close of the day it churned; endless for a customer. */
  readonly scorecardsUntil: Instant;
  /** When overrides will next say otherwise than at the last decision. */
  readonly overrideTurnAt: Instant | null;
}

/**
 * A state is some 6 kB of text and packs to less than 2: a window of 8 kB sees all of a usual one. The usual window, for streams,
 * takes 270 kB a call and a fifth longer.
 */
const WINDOW_BITS = 13;
const PACKING = { level: constants.Z_BEST_SPEED, windowBits: WINDOW_BITS, memLevel: 5, chunkSize: 4_096 };
const UNPACKING = { windowBits: WINDOW_BITS, chunkSize: 8_192 };

/** The states of one partition by account key, as the committed records of `health.scores` say. */
export type AccountTable = Map<string, StoredAccount>;

/** `text`: the state's, where it has been encoded already. */
export function storedAccount(state: ScoreState, text = encodeState(state)): StoredAccount {
  const asOf = state.decided?.asOf ?? null;
  return {
    packed: ownMemory(deflateRawSync(text, PACKING)),
    epoch: state.live?.version.epoch ?? 0,
    scorecard: state.decided?.scorecard ?? null,
    scorecardsUntil: standsAt(state.live?.profile ?? NO_PROFILE, Number.POSITIVE_INFINITY),
    overrideTurnAt: asOf === null ? null : nextOverrideTurn(state.overrides, asOf),
  };
}

/** Packing answers with a part of a buffer many times its size, which would be kept with it. */
function ownMemory(part: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(part.length);
  part.copy(own);
  return own;
}

export function stateOf(stored: StoredAccount | undefined): ScoreState | null {
  return stored === undefined ? null : decodeState(inflateRawSync(stored.packed, UNPACKING).toString());
}

/** How many are read before others have their turn: some 50 ms. */
const AT_A_TIME = 500;

/**
 * Reads the states out of the newest values of accounts. Throws when one is not ours to read: scoring on without it would start
 * anew. It pauses again and again: a partition of many accounts takes longer than the group waits for a heartbeat.
 */
export async function readAccounts(
  newest: ReadonlyMap<string, Buffer | null>,
  codec: Codec,
  pause: () => Promise<void>,
): Promise<AccountTable> {
  const accounts: AccountTable = new Map();
  for (const [key, value] of newest) {
    if (value === null) continue;
    accounts.set(key, await readAccount(key, value, codec));
    if (accounts.size % AT_A_TIME === 0) await pause();
  }
  return accounts;
}

async function readAccount(key: string, value: Buffer, codec: Codec): Promise<StoredAccount> {
  const decoded = codec.decode<ScoreRecord>(SCORES, value);
  if (decoded.kind === 'value') return storedAccount(decodeState(decoded.value.state), decoded.value.state);
  if (decoded.kind === 'unknown-schema') {
    const { schemaId } = decoded;
    const learned = await asking('fetch a schema', () => codec.learn(SCORES, schemaId));
    if (learned === 'learned') return readAccount(key, value, codec);
  }
  throw new Error(`the state of ${key} cannot be read: ${decoded.kind}`);
}
