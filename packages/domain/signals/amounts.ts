import { z } from 'zod';
import { signalSchemas } from './schemas.ts';

interface Amount {
  readonly field: string;
  readonly rule: z.ZodNumber;
}

const amounts: ReadonlyMap<string, readonly Amount[]> = new Map(
  Object.entries(signalSchemas).map(([topic, { shape }]) => [topic, amountsOf(shape)]),
);

/** The fields of a topic's signals that hold a number other than a time. */
export function amountFields(topic: string): readonly string[] {
  return (amounts.get(topic) ?? []).map(({ field }) => field);
}

/**
 * What is wrong with the numbers of a signal that may not have come through the gateway, for people; null when nothing
 * is. The same bounds as there: a count below 0 would wrap in its bucket, and what is no number would spoil every sum.
 */
export function amountFault(topic: string, signal: Readonly<Record<string, unknown>>): string | null {
  for (const { field, rule } of amounts.get(topic) ?? []) {
    const value = signal[field];
    if (value === null || value === undefined) continue;
    const { success, error } = rule.safeParse(value);
    if (!success) return `${field}: ${error.issues[0]!.message}`;
  }
  return null;
}

function amountsOf(shape: Readonly<Record<string, z.core.$ZodType>>): Amount[] {
  return Object.entries(shape).flatMap(([field, schema]) => {
    const rule = withoutNull(schema);
    return rule instanceof z.ZodNumber ? [{ field, rule }] : [];
  });
}

function withoutNull(schema: z.core.$ZodType): z.core.$ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? withoutNull(schema.unwrap())
    : schema;
}
