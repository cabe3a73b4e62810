import { z } from 'zod';
import { deadline, IN_SECONDS, isInSeconds, TIME_MAX, time } from './fields.ts';
import { signalSchemas } from './schemas.ts';

interface NumberField {
  readonly field: string;
  readonly rule: z.ZodNumber;
}

/** An instant on the wire. */
const instant = z
  .int()
  .min(0)
  .lt(TIME_MAX)
  .refine((ms) => !isInSeconds(ms), IN_SECONDS);

/** When it happened is the envelope's. */
const OF_THE_ENVELOPE = ['occurredAt'];

const numbers: ReadonlyMap<string, readonly NumberField[]> = new Map(
  Object.entries(signalSchemas).map(([topic, { shape }]) => [topic, numbersOf(shape)]),
);

/** The fields of a topic's signals that hold a number or a time, beside those of the envelope. */
export function numberFields(topic: string): readonly string[] {
  return (numbers.get(topic) ?? []).map(({ field }) => field);
}

/**
 * What is wrong with the numbers of a signal that may not have come through the gateway, for people; null when nothing
 * is. The same bounds as there: a count below 0 would wrap in its bucket, what is no number would spoil every sum, and an
 * amount or a time too large for what it becomes would fail whoever reads it, again and again.
 */
export function numberFault(topic: string, signal: Readonly<Record<string, unknown>>): string | null {
  for (const { field, rule } of numbers.get(topic) ?? []) {
    const value = signal[field];
    if (value === null || value === undefined) continue;
    const { success, error } = rule.safeParse(value);
    if (!success) return `${field}: ${error.issues[0]!.message}`;
  }
  return null;
}

function numbersOf(shape: Readonly<Record<string, z.core.$ZodType>>): NumberField[] {
  return Object.entries(shape).flatMap(([field, schema]) => {
    const rule = ruleOf(withoutNull(schema));
    return rule === null || OF_THE_ENVELOPE.includes(field) ? [] : [{ field, rule }];
  });
}

function ruleOf(schema: z.core.$ZodType): z.ZodNumber | null {
  if (schema === time || schema === deadline) return instant;
  return schema instanceof z.ZodNumber ? schema : null;
}

function withoutNull(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? withoutNull(schema.unwrap())
    : schema;
}
