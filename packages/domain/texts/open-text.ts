import type { AccountRef } from '../keys.ts';
import type { TextReading } from './reader.ts';

/** A text in somebody's own words, as a signal carries it. */
export interface OpenText extends AccountRef {
  /** The person the signal is about or from; null when unknown. */
  readonly userId: string | null;
  readonly text: string;
  /** As the source says; null when it does not. */
  readonly statedLanguage: string | null;
}

/** An open text and what version `readerVersion` of the reader made of it. */
export interface ReadText extends OpenText {
  readonly readerVersion: number;
  readonly reading: TextReading;
}

interface TextField {
  readonly text: string;
  readonly language?: string;
}

/** Which field of a topic's signals is open text, and which says its language. */
const TEXT_FIELDS: Readonly<Record<string, TextField>> = {
  'signals.ticket': { text: 'text' },
  'signals.survey': { text: 'reason', language: 'language' },
  'signals.assessment': { text: 'answer' },
  'signals.interaction': { text: 'note' },
};

/** Only signals of these topics need to be decoded whole to find open text. */
export const TEXT_TOPICS: ReadonlySet<string> = new Set(Object.keys(TEXT_FIELDS));

/** The open text of a signal, whose fields are named as in its schema; null where it has none or only blanks. */
export function openTextOf(topic: string, signal: AccountRef & object): OpenText | null {
  const fields = TEXT_FIELDS[topic];
  const said = signal as AccountRef & Readonly<Record<string, unknown>>;
  const text = fields && stringOf(said[fields.text]);
  if (!text || text.trim() === '') return null;
  return {
    tenantId: said.tenantId,
    accountId: said.accountId,
    userId: stringOf(said.userId),
    text,
    statedLanguage: fields.language === undefined ? null : stringOf(said[fields.language]),
  };
}

/** With half a surrogate pair as the wire bytes hold it: as U+FFFD. */
function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value.toWellFormed() : null;
}
