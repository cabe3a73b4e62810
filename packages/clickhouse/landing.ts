import { factTableOf, newestSchema } from '@bellwether/contracts';
import { columnOf, type LandOutcome } from '@bellwether/domain';
import type { ClickHouse, Settings } from './connect.ts';
import { ONE_BLOCK } from './fact-store/statements.ts';
import { ClickHouseFailure } from './failure.ts';
import { quoted, structureOf } from './structure.ts';

/**
 * Errors that say the bytes cannot be read as the schema says. A wrong column or schema causes some of them too, so a
 * refusal counts only while a known-good message lands. Not among them is 86, "the registry answered 404 or 500":
 * every schema id was found there before it came here, so that is the registry's fault and passes.
 */
const PARSE_ERRORS: ReadonlySet<number> = new Set([
  6, // CANNOT_PARSE_TEXT
  8, // THERE_IS_NO_COLUMN
  27, // CANNOT_PARSE_INPUT_ASSERTION_FAILED
  32, // ATTEMPT_TO_READ_AFTER_EOF
  33, // CANNOT_READ_ALL_DATA
  38, // CANNOT_PARSE_DATE
  41, // CANNOT_PARSE_DATETIME
  53, // TYPE_MISMATCH
  69, // ARGUMENT_OUT_OF_BOUND
  72, // CANNOT_PARSE_NUMBER
  117, // INCORRECT_DATA
  128, // TOO_LARGE_ARRAY_SIZE
  131, // TOO_LARGE_STRING_SIZE
  349, // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
  407, // DECIMAL_OVERFLOW
  691, // UNKNOWN_ELEMENT_OF_ENUM
  748, // AVRO_EXCEPTION
]);

/** One part a month, and copies are left to merges. */
const INSERT_SETTINGS: Settings = {
  ...ONE_BLOCK,
  optimize_on_insert: 0,
  input_format_avro_allow_missing_fields: 1,
  async_insert: 0,
};

/** 22 bits of a hash of the row after receivedAt in ms: room for instants up to the year 2109. */
export const VERSION_HASH_BITS = 22;

/**
 * SQL, UInt64: which of several copies of one fact wins. The last received; among those of one millisecond the
 * hash of the whole row decides, and not the order of insertion. `fields` are all columns of the row.
 */
export function versionOf(receivedAt: string, fields: readonly string[]): string {
  const hash = `bitAnd(cityHash64(tuple(${fields.join(', ')})), ${2 ** VERSION_HASH_BITS - 1})`;
  return `bitOr(bitShiftLeft(toUInt64(toUnixTimestamp64Milli(${receivedAt})), ${VERSION_HASH_BITS}), ${hash})`;
}

/** SQL, true for rows of nobody who was erased, whether as an account or as a person of the tenant. */
export function notErased(tenant: string, account: string, user: string): string {
  return `(${tenant}, ${account}) NOT IN (SELECT tenant_id, account_id FROM erasures WHERE user_id = '')
AND (${tenant}, ifNull(${user}, '')) NOT IN (
  SELECT tenant_id, user_id FROM erasures WHERE account_id = '' AND user_id != '')`;
}

export interface WireLanding {
  readonly target: string;
  /** Target columns, and the SQL over the message's fields that fills each. */
  readonly columns: Readonly<Record<string, string>>;
  /** How the messages are read; see {@link structureOf}. */
  readonly structure: string;
  /** SQL, `list AS element`: one row an element of this list, instead of one a message. */
  readonly each?: string;
  /** SQL over the message's fields; rows for which it is false are left out. */
  readonly where?: string;
}

/** How the facts of a topic become rows of its table. */
export function factLanding(topic: string): WireLanding {
  const schema = newestSchema(topic);
  const fields = schema.fields.map(({ name }) => `\`${name}\``);
  return {
    target: factTableOf(topic),
    columns: {
      ...Object.fromEntries(schema.fields.map(({ name }) => [columnOf(name), `\`${name}\``])),
      day: 'toDate(`occurredAt`)',
      ver: versionOf('`receivedAt`', fields),
    },
    structure: structureOf(schema),
    where: notErased('`tenantId`', '`accountId`', '`userId`'),
  };
}

export function insertOf({ target, columns, structure, each, where }: WireLanding): string {
  const into = `INSERT INTO ${target} (${Object.keys(columns)
    .map((name) => `\`${name}\``)
    .join(', ')})`;
  const select = `SELECT ${Object.values(columns).join(', ')}\nFROM input(${quoted(structure)})${each ? `\nARRAY JOIN ${each}` : ''}`;
  return `${into}\n${select}${where ? `\nWHERE ${where}` : ''}\nFORMAT AvroConfluent`;
}

export interface LandRequest {
  readonly client: ClickHouse;
  readonly landing: WireLanding;
  /** Registry-framed Avro, one whole message each. */
  readonly wires: readonly Uint8Array[];
  /** The registry as ClickHouse reaches it. */
  readonly registryUrl: string;
}

/**
 * Inserts messages as they came off the log, without decoding them here. Atomic per month of `day` only, and at
 * most 100 months in one call. What ClickHouse cannot read is `refused`; everything else rejects.
 */
export async function landWires({ client, landing, wires, registryUrl }: LandRequest): Promise<LandOutcome> {
  if (wires.length === 0) return { kind: 'landed' };
  const settings = { ...INSERT_SETTINGS, format_avro_schema_registry_url: registryUrl };
  try {
    await client.send(insertOf(landing), Buffer.concat(wires), { settings });
    return { kind: 'landed' };
  } catch (error) {
    if (!(error instanceof ClickHouseFailure) || error.code === null || !PARSE_ERRORS.has(error.code))
      throw error;
    return { kind: 'refused', code: error.code, detail: error.message };
  }
}
