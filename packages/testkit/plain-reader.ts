import { openTextOf, type ReadText, type TextReader } from '@bellwether/domain';
import type { Signal } from './oracles/signals.ts';

const SAYS_ITS_READING = /^en (-?[\d.]+)(?: ([\s\S]+))?$/;

/**
 * A reader whose answers need no library to be foretold: `en -0.5 price, export` has the sentiment -0.5 and two themes.
 * Any other text, and any text stated to be in another language, is one it cannot read.
 */
export const plainReader: TextReader = {
  version: 1,
  read: (text, statedLanguage) => {
    const said = SAYS_ITS_READING.exec(text);
    if (!said || (statedLanguage ?? 'en') !== 'en') {
      return { language: statedLanguage, sentiment: null, themes: [] };
    }
    const themes = said[2]?.split(',').map((theme) => theme.trim()) ?? [];
    return { language: 'en', sentiment: Number(said[1]), themes };
  },
};

/** The open texts of signals, read. */
export function readingsOf(signals: readonly Signal[], reader: TextReader = plainReader): ReadText[] {
  return signals.flatMap((signal) => {
    const text = openTextOf(signal.topic, signal);
    if (!text) return [];
    const reading = reader.read(text.text, text.statedLanguage);
    return [{ ...text, readerVersion: reader.version, reading }];
  });
}
