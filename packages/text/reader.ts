import type { TextReader } from '@bellwether/domain';
import { readEnglish } from './english.ts';
import { languageOf } from './language.ts';

/** Raise it with every change of a library, a model or a rule here. */
const VERSION = 1;

/** What comes after says little that is new, and a flush waits for the reader. */
const READ_CHARS_MAX = 4_000;
const PER_UNIT = 1_000;

const READERS = new Map([['en', readEnglish]]);

/** {@link TextReader} of English, by wink-nlp; eld tells the languages apart. Holds the models, about 65 MB. */
export const textReader: TextReader = {
  version: VERSION,
  read: (text, statedLanguage) => {
    const beginning = text.slice(0, READ_CHARS_MAX).toWellFormed();
    const language = languageOf(beginning, statedLanguage);
    const reader = language === null ? undefined : READERS.get(language);
    if (!reader) return { language, sentiment: null, themes: [] };
    const { sentiment, themes } = reader(beginning);
    const bounded = Math.max(-1, Math.min(1, sentiment));
    return { language, sentiment: Math.round(bounded * PER_UNIT) / PER_UNIT, themes };
  },
};
