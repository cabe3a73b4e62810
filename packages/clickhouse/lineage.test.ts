import { factTableOf, newestSchema, signalTopics } from '@bellwether/contracts';
import {
  BUCKET_METRICS,
  BUCKET_TOPICS,
  type BucketTopic,
  columnOf,
  ENVELOPE_FIELDS,
  EXPOSED,
  FLEET_READERS,
  type IndicatorSource,
  lineageOf,
  missingFields,
  missingFleetFields,
  namesIn,
  RISING_KINDS,
  revenueMonthsSQL,
  type SignalReads,
  SOURCES,
  tableReads,
} from '@bellwether/domain';
import { TEST_INDICATORS } from '@bellwether/testkit';
import { describe, expect, it } from 'vitest';

const TOPICS = signalTopics.map(({ name }) => name as string);
const fieldsOf = (topic: string) => newestSchema(topic).fields.map(({ name }) => name);
const schemaFields = (topic: string) => (TOPICS.includes(topic) ? new Set(fieldsOf(topic)) : null);
const isEnvelope = (field: string) => (ENVELOPE_FIELDS as readonly string[]).includes(field);

/** The fields of a topic whose columns these names are. */
const fieldsNamed = (topic: string, names: ReadonlySet<string>) =>
  fieldsOf(topic).filter((field) => names.has(columnOf(field)) && !isEnvelope(field));

/** What a source's SQL reads: of fact tables, and through `account_days` of the facts its columns are counted from. */
function readInSQL({ rows }: IndicatorSource): Set<string> {
  const read = tableReads(rows).flatMap(({ table, names, literals }) => {
    if (table === 'account_days') {
      return BUCKET_TOPICS.filter(({ topic }) => literals.has(topic)).flatMap((bucket) =>
        fieldsNamed(bucket.topic, namesOfMetrics(bucket, names)).map(
          (field) => `'${field}' of '${bucket.topic}'`,
        ),
      );
    }
    const topic = TOPICS.find((name) => factTableOf(name) === table);
    return topic ? fieldsNamed(topic, names).map((field) => `'${field}' of '${topic}'`) : [];
  });
  return new Set(read);
}

function namesOfMetrics({ metrics }: BucketTopic, columns?: ReadonlySet<string>): Set<string> {
  const read = BUCKET_METRICS.filter((metric) => !columns || columns.has(metric));
  return new Set(read.flatMap((metric) => [...namesIn(metrics[metric] ?? '')]));
}

/** What to write where, so that a source declares exactly what its SQL reads. */
function faultsOf(source: IndicatorSource): string[] {
  const read = readInSQL(source);
  const declared = new Set(
    Object.entries(source.reads).flatMap(([t, fields]) => fields.map((f) => `'${f}' of '${t}'`)),
  );
  const where = `reads of the source ${source.id}`;
  return [
    ...[...read].filter((field) => !declared.has(field)).map((field) => `${where}: add ${field}`),
    ...[...declared]
      .filter((field) => !read.has(field))
      .map((field) => `${where}: its SQL does not read ${field}`),
  ];
}

describe.each(SOURCES.map((source) => [source.id, source] as const))('the source %s', (_, source) => {
  it('declares every field its SQL reads, and no other', () => {
    expect(faultsOf(source)).toEqual([]);
  });

  it('names its columns where it reads a table, so that the check above sees them', () => {
    expect(tableReads(source.rows).length).toBeGreaterThan(0);
    expect(source.rows).not.toMatch(/SELECT \*[^(]*FROM [a-z]/);
  });
});

/** Of statements over `<facts>_distinct` views. */
const readOfFacts = (sql: string) => {
  const read = tableReads(sql).flatMap(({ table, names }) => {
    const topic = TOPICS.find((name) => `${factTableOf(name)}_distinct` === table);
    return topic ? fieldsNamed(topic, names).map((field) => `${topic}.${field}`) : [];
  });
  return [...new Set(read)].sort();
};
const declaredBy = (reads: SignalReads) =>
  Object.entries(reads)
    .flatMap(([topic, fields]) => fields.map((field) => `${topic}.${field}`))
    .sort();

describe('what is told of all accounts together', () => {
  it.each(RISING_KINDS.map((kind) => [kind.id, kind] as const))(
    'rising/%s declares what it reads',
    (_, kind) => {
      expect(declaredBy(kind.reads)).toEqual(readOfFacts(kind.affected));
    },
  );

  it.each([
    ['nrr', revenueMonthsSQL('SELECT 1')],
    ['rising', EXPOSED],
  ])('%s declares what it reads', (id, sql) => {
    const { reads } = FLEET_READERS.find((reader) => reader.id === id)!;
    expect(declaredBy(reads)).toEqual(readOfFacts(sql));
  });
});

describe('the check of what sources declare', () => {
  const tickets = SOURCES.find(({ id }) => id === 'tickets')!;

  it('says which field to add where', () => {
    const forgetful = { ...tickets, reads: { 'signals.ticket': ['ticketId', 'change'] } };
    expect(faultsOf(forgetful)).toContain("reads of the source tickets: add 'priority' of 'signals.ticket'");
  });

  it('says what is declared in vain', () => {
    const boastful = {
      ...tickets,
      reads: { 'signals.ticket': [...tickets.reads['signals.ticket']!, 'mood'] },
    };
    expect(faultsOf(boastful)).toEqual([
      `reads of the source tickets: its SQL does not read 'mood' of 'signals.ticket'`,
    ]);
  });
});

it.each(BUCKET_TOPICS.map((bucket) => [bucket.topic, bucket] as const))(
  'the buckets of %s read the columns they say',
  (topic, bucket) => {
    const read = fieldsNamed(topic, namesOfMetrics(bucket)).map(columnOf);
    expect([...bucket.reads].sort()).toEqual(read.sort());
  },
);

describe('the schemas', () => {
  it('have every field that an indicator reads', () => {
    expect(missingFields(TEST_INDICATORS, schemaFields)).toEqual([]);
  });

  it('have every field that is read of all accounts together, and say what reads one they lose', () => {
    expect(missingFleetFields(schemaFields)).toEqual([]);
    const lost = (topic: string) => {
      const fields = schemaFields(topic);
      fields?.delete('reason');
      return fields;
    };
    expect(missingFleetFields(lost)).toContain(
      "the schema of signals.subscription has no reason, which the fleet's rising/leaving-reason read",
    );
  });

  const read = SOURCES.flatMap((source) =>
    Object.entries(source.reads).flatMap(([topic, fields]) =>
      [...ENVELOPE_FIELDS, ...fields].map((field) => [source.id, topic, field] as const),
    ),
  );
  it.each(read)(
    'cannot lose what %s reads, %s.%s, without a fault that names it and its indicators',
    (source, topic, field) => {
      const faults = missingFields(TEST_INDICATORS, (asked) => {
        const fields = schemaFields(asked);
        if (asked === topic) fields?.delete(field);
        return fields;
      });
      const fault = faults.find((text) =>
        text.startsWith(`the schema of ${topic} has no ${field}, which the source ${source} `),
      );
      const readers = TEST_INDICATORS.filter((indicator) => {
        const { sources, fields } = lineageOf(indicator, TEST_INDICATORS);
        return sources.has(source) && fields.has(`${topic}.${field}`);
      });
      expect(readers.filter(({ id }) => !fault?.includes(id))).toEqual([]);
    },
  );
});
