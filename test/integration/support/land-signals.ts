import { type Codec, newestSchema, sampleOf } from '@bellwether/contracts';
import type { FactStore } from '@bellwether/domain';
import type { Signal } from '@bellwether/testkit';
import { expect } from 'vitest';

/** Lands signals, whatever a test leaves unsaid of them filled in. */
export async function landSignals(
  store: Pick<FactStore, 'land'>,
  codec: Pick<Codec, 'encode'>,
  signals: readonly Signal[],
): Promise<void> {
  for (const [topic, its] of Map.groupBy(signals, (signal) => signal.topic)) {
    const facts = its.map(({ topic: _, ...signal }) => ({
      ...signal,
      wire: codec.encode(topic, { ...sampleOf(newestSchema(topic)), userId: null, ...signal }),
    }));
    expect(await store.land(topic, facts)).toEqual({ kind: 'landed' });
  }
}

/** The signals, and every fifth a second time. */
export function withRepeats(signals: readonly Signal[]): readonly Signal[] {
  return [...signals, ...signals.filter((_, n) => n % 5 === 0)];
}
