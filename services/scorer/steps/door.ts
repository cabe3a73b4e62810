import type { Codec } from '@bellwether/contracts';
import {
  type AccountRef,
  accountKey,
  changeFault,
  changeFromWire,
  type Override,
  overrideFault,
  type ScorerInput,
  TENANT_ID_PATTERN,
  type WireIndicatorChange,
} from '@bellwether/domain';
import type { LogRecord } from '@bellwether/kafka';
import { VECTORS } from '../ports.ts';
import { asking } from './failures.ts';

/** An input for one account, or a value that will never be one. */
export type Entered =
  | {
      readonly kind: 'input';
      readonly key: string;
      readonly account: AccountRef;
      readonly input: ScorerInput;
    }
  | {
      readonly kind: 'refused';
      readonly record: LogRecord;
      readonly reason: string;
      readonly detail: string;
    };

export interface Door {
  readonly codec: Codec;
  readonly partitionOf: (key: string) => number;
}

/** Decides from a record alone whether it is a message the scorer can act on. */
export async function enter(record: LogRecord, door: Door): Promise<Entered> {
  const decoded = door.codec.decode<AccountRef>(record.topic, record.value);
  if (decoded.kind === 'unknown-schema') {
    const { schemaId } = decoded;
    const learned = await asking('fetch a schema', () => door.codec.learn(record.topic, schemaId));
    if (learned === 'learned') return enter(record, door);
    return refused(record, 'schema-of-another-topic', `schema ${schemaId} does not describe ${record.topic}`);
  }
  if (decoded.kind === 'malformed') return refused(record, decoded.code, decoded.detail);
  const { tenantId, accountId } = decoded.value;
  const key = accountKey({ tenantId, accountId });
  if (!TENANT_ID_PATTERN.test(tenantId)) return refused(record, 'invalid-envelope', 'tenantId is not a slug');
  if (accountId === '') return refused(record, 'invalid-envelope', 'accountId is empty');
  if (record.key === null || !record.key.equals(Buffer.from(key)))
    return refused(record, 'wrong-key', `the value belongs under the key ${key}`);
  if (door.partitionOf(key) !== record.partition)
    return refused(
      record,
      'wrong-partition',
      `the key belongs to partition ${door.partitionOf(key)} (murmur2)`,
    );
  const account = { tenantId, accountId };
  return record.topic === VECTORS
    ? enterVector(record, key, account, decoded.value as WireIndicatorChange)
    : enterOverride(record, key, account, decoded.value as Override);
}

function enterVector(
  record: LogRecord,
  key: string,
  account: AccountRef,
  wire: WireIndicatorChange,
): Entered {
  const fault = changeFault(wire);
  if (fault !== null) return refused(record, 'invalid-vector', fault);
  const change = changeFromWire(wire);
  return { kind: 'input', key, account, input: { kind: 'vector', change } };
}

function enterOverride(record: LogRecord, key: string, account: AccountRef, override: Override): Entered {
  const fault = overrideFault(override, record.appendedAt);
  if (fault !== null) return refused(record, 'invalid-override', fault);
  return { kind: 'input', key, account, input: { kind: 'override', override } };
}

function refused(record: LogRecord, reason: string, detail: string): Entered {
  return { kind: 'refused', record, reason, detail };
}
