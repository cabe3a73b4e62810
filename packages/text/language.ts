import { eld } from 'eld/small';

// Addresses, links and numbers are of no language.
eld.enableTextCleanup(true);

/** Fewer words are a guess when they contradict what the source says. */
const CONTRADICTING_WORDS_MIN = 3;

/**
 * The language of a text, ISO 639-1; null when it cannot be told. The source's word holds, unless the text clearly
 * says otherwise: survey tools report the language of their form, whatever people write into it.
 */
export function languageOf(text: string, stated: string | null): string | null {
  const detected = eld.detect(text);
  const guess = detected.language || null;
  const primary = primaryLanguage(stated);
  if (primary === null || guess === null) return primary ?? guess;
  const words = text.split(/\s+/).filter((word) => /\p{L}/u.test(word)).length;
  return words >= CONTRADICTING_WORDS_MIN && detected.isReliable() ? guess : primary;
}

/** `de` of `de-CH`, `deu` or `de_CH`; null for what is no language code. */
function primaryLanguage(stated: string | null): string | null {
  if (stated === null) return null;
  try {
    const { language } = new Intl.Locale(stated.trim().replaceAll('_', '-'));
    return language && language.length <= 3 && language !== 'und' ? language : null;
  } catch {
    return null;
  }
}
