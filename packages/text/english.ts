import model from 'wink-eng-lite-web-model';
import winkNLP, { type Document, type ItemEntity, type ItemToken } from 'wink-nlp';

const nlp = winkNLP(model, ['sbd', 'negation', 'sentiment', 'pos', 'ner']);
const { its } = nlp;

export interface EnglishReading {
  readonly sentiment: number;
  readonly themes: string[];
}

const THEMES_MAX = 10;
const THEME_CHARS_MAX = 60;

/** Sentiment, -1 to 1, and what the text is about: its nouns, those that stand together as one. */
export function readEnglish(text: string): EnglishReading {
  const doc = nlp.readDoc(uncapitalised(text));
  return { sentiment: sentimentOf(doc), themes: themesOf(doc) };
}

/** The tagger takes a capital for a name: at the start of a sentence, or in a text that shouts, it is none. */
function uncapitalised(text: string): string {
  if (text === text.toUpperCase()) return text.toLowerCase();
  return text.replace(/(^|[.!?\n]\s*)(\p{Lu})(?=\p{Ll})/gu, (start) => start.toLowerCase());
}

/**
 * The one word the library must not judge: in these texts the noun "support" is a department, and "support never
 * answers" is no praise. The verb keeps its meaning.
 */
const DEPARTMENT = 'support';
const DEPARTMENT_AS_NEUTRAL_WORD = 'helpdesk';

function sentimentOf(doc: Document): number {
  const words = wordsOf(doc);
  if (!words.some(isDepartment)) return scoreOf(doc);
  const neutral = words.map((w) => w.spaces + (isDepartment(w) ? DEPARTMENT_AS_NEUTRAL_WORD : w.value));
  return scoreOf(nlp.readDoc(neutral.join('')));
}

/** The library types it as one of many things it can put out. */
function scoreOf(doc: Document): number {
  return doc.out(its.sentiment) as number;
}

interface Word {
  readonly value: string;
  readonly normal: string;
  readonly lemma: string;
  readonly partOfSpeech: string;
  readonly spaces: string;
}

function wordsOf(doc: Document): Word[] {
  const words: Word[] = [];
  doc.tokens().each((token: ItemToken) => {
    words.push({
      value: token.out(),
      normal: token.out(its.normal),
      // Its third argument is missing in the library's types.
      lemma: token.out(its.lemma as typeof its.normal),
      partOfSpeech: token.out(its.pos),
      spaces: token.out(its.precedingSpaces),
    });
  });
  return words;
}

function isDepartment({ normal, partOfSpeech }: Word): boolean {
  return normal === DEPARTMENT && partOfSpeech !== 'VERB';
}

function themesOf(doc: Document): string[] {
  const inEntity = new Set<number>();
  doc.entities().each((entity: ItemEntity) => {
    const [first, last] = entity.out(its.span) as unknown as [number, number];
    for (let at = first; at <= last; at++) inEntity.add(at);
  });
  const themes = new Set<string>();
  let together: Word[] = [];
  const close = () => {
    const theme = [...together.slice(0, -1).map((w) => w.normal), ...together.slice(-1).map(singular)].join(
      ' ',
    );
    if (theme !== '' && theme.length <= THEME_CHARS_MAX) themes.add(theme);
    together = [];
  };
  for (const [at, word] of wordsOf(doc).entries()) {
    if (!inEntity.has(at) && isSubject(word)) together.push(word);
    else close();
  }
  close();
  return [...themes].slice(0, THEMES_MAX);
}

/** A noun that is no name of somebody, and no feeling: "love" and "mess" say how it is, not what. */
function isSubject(word: Word): boolean {
  const { value, partOfSpeech } = word;
  const isAcronym = partOfSpeech === 'PROPN' && /^\p{Lu}[\p{Lu}\d]+$/u.test(value);
  if (partOfSpeech !== 'NOUN' && !isAcronym) return false;
  return /^\p{L}[\p{L}\d-]+$/u.test(value) && (isDepartment(word) || !hasFeeling(word.normal));
}

const feelings = new Map<string, boolean>();
const FEELINGS_KEPT_MAX = 10_000;

function hasFeeling(word: string): boolean {
  const known = feelings.get(word);
  if (known !== undefined) return known;
  if (feelings.size >= FEELINGS_KEPT_MAX) feelings.clear();
  const feels = scoreOf(nlp.readDoc(word)) !== 0;
  feelings.set(word, feels);
  return feels;
}

/** The lemma where it is the word without its ending; "datum" is not what anybody wrote. */
function singular({ normal, lemma }: Word): string {
  return normal.startsWith(lemma.slice(0, -1)) ? lemma : normal;
}
