import { describe, expect, it } from 'vitest';
import { signalSchemas } from '../signals/schemas.ts';
import { openTextOf, TEXT_TOPICS } from './open-text.ts';

const ref = { tenantId: 't', accountId: 'a' };

describe('the open text of a signal', () => {
  it('is the reason of a survey, with the language its source states', () => {
    const said = { ...ref, userId: 'ann', reason: 'zu teuer', language: 'de-CH' };
    const text = { ...ref, userId: 'ann', text: 'zu teuer', statedLanguage: 'de-CH' };
    expect(openTextOf('signals.survey', said)).toEqual(text);
  });

  it.each([
    ['signals.ticket', 'text'],
    ['signals.assessment', 'answer'],
    ['signals.interaction', 'note'],
  ])('of %s is its %s, in a language nobody states', (topic, field) => {
    const said = { ...ref, [field]: 'too slow', language: 'de' };
    const text = { ...ref, userId: null, text: 'too slow', statedLanguage: null };
    expect(openTextOf(topic, said)).toEqual(text);
  });

  it.each([{}, { reason: null }, { reason: '' }, { reason: ' \n\t' }])('is nothing in %j', (said) => {
    expect(openTextOf('signals.survey', { ...ref, ...said })).toBeNull();
  });

  it('is as the bytes of the signal say it, where they cannot say it all', () => {
    const half = { text: 'half \ud83d' };
    expect(openTextOf('signals.ticket', { ...ref, ...half })?.text).toBe('half \ufffd');
  });

  it('is nothing where signals have none', () => {
    expect(openTextOf('signals.login', { ...ref, text: 'hello' } as typeof ref)).toBeNull();
    for (const topic of TEXT_TOPICS) expect(Object.keys(signalSchemas)).toContain(topic);
  });
});
