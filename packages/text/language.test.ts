import { describe, expect, it } from 'vitest';
import { languageOf } from './language.ts';
import { NO_LANGUAGE, SAMPLE } from './languages.sample.ts';

const texts = Object.entries(SAMPLE).flatMap(([language, said]) => said.map((text) => ({ language, text })));

/** Below what was measured (59 of 63, 20 of 24 English ones), so that a worse detector shows. */
const RIGHT_SHARE_MIN = 0.9;
const ENGLISH_SHARE_MIN = 0.8;

describe('the language of a short text', () => {
  it('is never taken for English when it is another', () => {
    const wrong = texts.filter(({ language, text }) => language !== 'en' && languageOf(text, null) === 'en');
    expect(wrong).toEqual([]);
  });

  it('is found nearly always', () => {
    const right = texts.filter(({ language, text }) => languageOf(text, null) === language);
    expect(right.length / texts.length).toBeGreaterThan(RIGHT_SHARE_MIN);
    const english = right.filter(({ language }) => language === 'en');
    expect(english.length / SAMPLE.en!.length).toBeGreaterThan(ENGLISH_SHARE_MIN);
  });

  it.each(NO_LANGUAGE)('of %j is unknown', (text) => {
    expect(languageOf(text, null)).toBeNull();
  });

  it.each(['en', 'EN', 'en-US', 'en_GB', 'eng'])('is what the source says: %s', (stated) => {
    expect(languageOf('ok', stated)).toBe('en');
  });

  it.each(['', 'English', 'unknown', 'und', '??', 'x'])('is looked for when the source says %j', (stated) => {
    expect(languageOf('The export is slow and crashes every day', stated)).toBe('en');
  });

  it('is what the text clearly is, whatever the source says', () => {
    expect(languageOf('Der Export ist langsam und stürzt jeden Tag ab', 'en')).toBe('de');
    expect(languageOf('The export is slow and crashes every day', 'de-CH')).toBe('en');
    expect(languageOf('Terrible', 'en')).toBe('en');
  });
});
