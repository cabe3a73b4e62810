import { signalSchemas } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { signalTopics } from './catalogue.ts';
import { type AvroField, newestSchema } from './schemas.ts';

/** Filled by the gateway, or by it where the source is silent. */
const STAMPED = ['eventId', 'tenantId', 'receivedAt'];

interface Shape {
  readonly type: string;
  readonly innerType?: Shape;
  readonly entries?: Record<string, string>;
}

function unwrapped(shape: Shape): { readonly optional: boolean; readonly entries: string[] } {
  const entries = Object.values(shape.entries ?? {});
  if (!['optional', 'nullable', 'default'].includes(shape.type)) return { optional: false, entries };
  const inner = (shape.innerType as unknown as { def: Shape }).def;
  return { optional: true, entries: unwrapped(inner).entries };
}

const documented = ({ doc }: AvroField) => /^One of: ([^.]+)\./.exec(doc!)?.[1]?.split(', ') ?? [];

describe.each(signalTopics.map(({ name }) => name))('%s at the door and on the log', (topic) => {
  const avro = newestSchema(topic).fields;
  const zod = Object.entries(signalSchemas[topic].shape).map(([name, schema]) => {
    return { name, ...unwrapped((schema as unknown as { def: Shape }).def) };
  });

  it('has the same fields', () => {
    const sent = avro.map(({ name }) => name).filter((name) => name === 'eventId' || !STAMPED.includes(name));
    expect(zod.map(({ name }) => name).sort()).toEqual(sent.sort());
  });

  it('may leave out the same fields', () => {
    for (const { name, optional } of zod) {
      if (STAMPED.includes(name)) continue;
      expect([name, optional]).toEqual([
        name,
        avro.find((field) => field.name === name)!.default !== undefined,
      ]);
    }
  });

  it('closes the same sets', () => {
    for (const { name, entries } of zod) {
      expect([name, entries]).toEqual([name, documented(avro.find((field) => field.name === name)!)]);
    }
  });
});
