import { type SignalTopic, signalTopics } from '@bellwether/contracts';
import { z } from 'zod';

const topicNames = signalTopics.map((topic) => topic.name) as [SignalTopic, ...SignalTopic[]];

const columnName = z
  .string()
  .min(1)
  .describe('A column of the row; `lookup.column` is a column of a row that was looked up');

const template = z
  .string()
  .describe('Text; `{column}` is replaced by the value of that column. Without braces it is a constant');

const instant = z
  .strictObject({
    instant: columnName.describe('The column that holds the date, in one of the formats'),
    at: z
      .string()
      .regex(/^\d\d:\d\d(:\d\d)?$/, 'a time of day, such as 12:00')
      .optional()
      .describe('Replaces the time of day, where the column holds only a date'),
    plus: z
      .strictObject({ column: columnName, unit: z.enum(['seconds', 'minutes', 'hours', 'days']) })
      .optional()
      .describe('Adds the duration another column holds; empty: the instant is missing'),
  })
  .describe('An instant, read from a date column');

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const fieldValue = z
  .union([
    template,
    z.number(),
    z.boolean(),
    z.strictObject({ list: z.array(template).describe('A list of texts; empty items are left out') }),
    instant,
    z.strictObject({
      column: columnName,
      as: z.enum(['text', 'integer', 'number', 'boolean']).default('text'),
      values: z
        .record(z.string(), scalar)
        .optional()
        .describe('What each text of the column becomes; a text not listed here rejects the row'),
      default: scalar.optional().describe('Used where the column is empty'),
    }),
  ])
  .describe('Where a field comes from: a template, a constant, a column or an instant');

const condition = z
  .record(
    columnName,
    z
      .strictObject({
        is: z.string().optional(),
        not: z.string().optional(),
        in: z.array(z.string()).optional(),
        present: z.boolean().optional(),
      })
      .refine((test) => Object.keys(test).length > 0, 'says nothing: use is, not, in or present'),
  )
  .describe('Holds when every column named passes its test');

const signal = z.strictObject({
  topic: z.enum(topicNames),
  when: condition.optional().describe('Without it every row makes this signal'),
  id: template.describe('What makes the signal one of its kind; hashed to its eventId'),
  account: template.describe('The accountId'),
  occurredAt: instant,
  user: template.optional().describe('The userId'),
  fields: z.record(z.string(), fieldValue).default({}).describe('The further fields of the topic'),
});

const sourceFile = z.strictObject({
  file: z.string().min(1).describe('Name inside the folder given to `bellwether import`'),
  format: z
    .enum(['csv', 'jsonl'])
    .optional()
    .describe('Default: by the name; .jsonl and .ndjson are JSON lines'),
  delimiter: z.string().length(1).default(',').describe('CSV only'),
});

const importedFile = sourceFile.extend({
  join: z
    .record(z.string(), columnName)
    .default({})
    .describe('lookup: the column that holds its key. In order; a later one may use an earlier one'),
  signals: z.array(signal).min(1),
});

/** What a mapping file says: which rows of which files become which signals. */
export const mappingSchema = z
  .strictObject({
    $schema: z.string().optional(),
    source: z
      .string()
      .regex(/^[a-z0-9_-]{1,64}$/, 'lower-case letters, digits, - and _, at most 64')
      .describe('Becomes the `source` of every signal and part of every eventId'),
    dates: z
      .strictObject({
        formats: z
          .array(z.string())
          .min(1)
          .describe('Tried in order; Luxon tokens, or `iso`, `unix`, `unix-ms`'),
        zone: z.string().default('UTC').describe('Where a date says none'),
      })
      .prefault({ formats: ['iso'] }),
    lookups: z
      .record(z.string().regex(/^[A-Za-z_]\w*$/), sourceFile.extend({ key: columnName }))
      .default({})
      .describe('Files whose rows other rows refer to'),
    files: z.array(importedFile).min(1),
  })
  .superRefine((mapping, context) => {
    mapping.files.forEach((file, index) => {
      for (const name of Object.keys(file.join)) {
        if (mapping.lookups[name]) continue;
        const message = `no lookup of this name; there is ${Object.keys(mapping.lookups).join(', ') || 'none'}`;
        context.addIssue({ code: 'custom', path: ['files', index, 'join', name], message });
      }
    });
  });

export type Mapping = z.output<typeof mappingSchema>;
export type SourceFile = z.output<typeof sourceFile>;
export type ImportedFile = Mapping['files'][number];
export type SignalMapping = ImportedFile['signals'][number];
export type FieldValue = z.output<typeof fieldValue>;
export type InstantValue = z.output<typeof instant>;
export type Condition = z.output<typeof condition>;

/** For editors: `config/mappings/mapping.schema.json`. */
export function mappingJsonSchema(): object {
  return z.toJSONSchema(mappingSchema, { io: 'input' });
}
