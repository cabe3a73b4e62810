import { type OpenText, openTextOf, type ReadText, TEXT_TOPICS } from '@bellwether/domain';
import type { IndicatorsPorts } from '../ports.ts';
import type { PlacedFact } from './door.ts';
import { persist } from './persist.ts';
import type { Tenure } from './tenure.ts';

/** Others get their turn after so many: a batch of texts takes seconds, and heartbeats must go out. */
const TEXTS_A_TURN = 500;

/**
 * Reads the open texts of landed facts and lands what it read. What one person of an
 * account wrote several times is read once.
 */
export async function readTexts(
  landed: readonly PlacedFact[],
  tenure: Tenure,
  ports: IndicatorsPorts,
): Promise<void> {
  const texts = [...textsOf(landed, ports).values()];
  if (texts.length === 0) return;
  const read: ReadText[] = [];
  for (const [n, text] of texts.entries()) {
    if (n > 0 && n % TEXTS_A_TURN === 0) await ports.pause(0);
    const reading = ports.reader.read(text.text, text.statedLanguage);
    read.push({ ...text, readerVersion: ports.reader.version, reading });
  }
  await persist('land readings', tenure, ports, () => ports.store.landReadings(read));
}

function textsOf(landed: readonly PlacedFact[], { codec }: IndicatorsPorts): Map<string, OpenText> {
  const texts = new Map<string, OpenText>();
  for (const { topic, wire } of landed) {
    if (!TEXT_TOPICS.has(topic)) continue;
    const decoded = codec.decode<OpenText>(topic, wire as Buffer);
    const text = decoded.kind === 'value' ? openTextOf(topic, decoded.value) : null;
    if (!text) continue;
    texts.set(JSON.stringify(text), text);
  }
  return texts;
}
