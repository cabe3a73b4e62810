import { z } from 'zod';
import { BANDS } from '../scoring/bands.ts';
import { type ChangeKind, TRIGGERS } from '../scoring/change.ts';
import { FLAGS } from '../scoring/flags.ts';

const CHANGE_KINDS = [
  'behaviour',
  'judgement',
  'time',
  'config',
  'override',
  'data-gap',
  'initial',
] as const satisfies readonly ChangeKind[];

/** One value or a list of them: `bandEntered: at-risk` reads better than a list of one. */
function oneOrMore<T extends z.ZodType>(item: T) {
  return z.union([item, z.array(item).min(1)]);
}

/** Of a closed list: a misspelt name would never hold, and nobody would hear of it. */
function oneOrMoreOf<const Name extends string>(names: readonly Name[]) {
  const name = z.enum(names);
  const error = `not one of ${names.join(', ')}, or a list of them`;
  return z.union([name, z.array(name).min(1)], { error });
}

const text = z.string().trim().min(1);
const points = z.number().positive().max(100);

const conditionShape = z.strictObject({
  trigger: oneOrMoreOf(TRIGGERS)
    .optional()
    .describe(
      'What made the scorer speak: drop is a drastic fall within days, judgement a new human answer.',
    ),
  changeKind: oneOrMoreOf(CHANGE_KINDS).optional().describe('What most of the movement comes from.'),
  bandEntered: oneOrMoreOf(BANDS)
    .optional()
    .describe('The account is in one of these bands and was not before.'),
  bandLeft: oneOrMoreOf(BANDS).optional().describe('The account was in one of these bands and no longer is.'),
  flagsAdded: oneOrMoreOf(FLAGS)
    .optional()
    .describe('At least one of these flags was raised by this change.'),
  flagsRemoved: oneOrMoreOf(FLAGS)
    .optional()
    .describe('At least one of these flags was lowered by this change.'),
  hasFlag: oneOrMoreOf(FLAGS)
    .optional()
    .describe('At least one of these flags stands, raised now or earlier.'),
  indicatorFell: oneOrMore(text)
    .optional()
    .describe('At least one of these indicators (or caps, such as cap/champion-change) took points away.'),
  scoreDropMin: points
    .optional()
    .describe('The score fell by at least this many points since the last event.'),
  scoreBelow: points.optional().describe('The score now is below this.'),
  lensGapMin: points
    .optional()
    .describe('Numbers and people disagree by at least this many points, in either direction.'),
  segment: oneOrMore(text).optional().describe('The account is in one of these segments.'),
  mrrMin: z
    .number()
    .nonnegative()
    .optional()
    .describe("The account pays at least this much a month, in the tenant's base currency."),
});

const webhook = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).describe('POSTed to as JSON, with an Idempotency-Key.'),
  body: z
    .record(z.string(), z.json())
    .optional()
    .describe('Texts in it are templates. Left out: the playbook id and the whole event.'),
  headers: z.record(z.string(), z.string()).optional(),
  secretHeaders: z
    .record(z.string(), z.string().regex(/^[A-Z_][A-Z0-9_]*$/))
    .optional()
    .describe('Header to name of the environment variable that holds its value.'),
  timeoutMs: z.int().min(100).max(60_000).default(5_000),
  attempts: z
    .int()
    .min(1)
    .max(20)
    .default(8)
    .describe(
      'In all, before the run is recorded as failed. Pauses between them double up to 15 s, so 8 outlast a restart of the receiver.',
    ),
});

const action = z.union([
  z.strictObject({
    log: text.describe('One line; {{account.name}} and other fields of the event are filled in.'),
  }),
  z.strictObject({ webhook }),
]);

/** The file format of `config/playbooks/*.yaml`. Unknown keys are errors: a misspelt condition must not match all. */
export const playbookSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{0,63}$/)
    .describe('Part of every idempotency key: renaming it makes past events new to it.'),
  title: text,
  enabled: z.boolean().default(true),
  tenants: oneOrMore(text).optional().describe('Only these tenants; left out: all.'),
  includeInitial: z
    .boolean()
    .default(false)
    .describe(
      'Also react to first scores that are no news of anybody: those an import gives to a whole fleet at once, and those of accounts that nothing is to be told of yet.',
    ),
  when: z
    .array(
      conditionShape.refine((c) => Object.values(c).some((v) => v !== undefined), {
        message: 'a condition needs at least one key; an empty one would match every change',
      }),
    )
    .min(1)
    .describe('Runs if any of these holds; within one, everything it names must hold.'),
  do: z.array(action).min(1).describe('In this order, each recorded as a run of its own.'),
});

export type Playbook = z.output<typeof playbookSchema>;
export type PlaybookCondition = Playbook['when'][number];
export type PlaybookAction = Playbook['do'][number];
export type WebhookAction = Extract<PlaybookAction, { webhook: unknown }>['webhook'];

/** The JSON Schema editors use, published as `config/playbooks/playbook.schema.json`. */
export function playbookJsonSchema(): object {
  return z.toJSONSchema(playbookSchema, { io: 'input' });
}
