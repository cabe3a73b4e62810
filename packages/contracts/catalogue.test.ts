import { readdirSync } from 'node:fs';
import { signalSchemas } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { factTableOf, signalTopics, topicNamed, topics } from './catalogue.ts';

describe('the catalogue', () => {
  it('has exactly the topics that have schemas', () => {
    const folders = readdirSync(new URL('../../schemas/avro/', import.meta.url));
    expect(topics.map(({ name }) => name).sort()).toEqual(folders.sort());
  });

  it('has exactly the signals that can be sent', () => {
    expect(signalTopics.map(({ name }) => name)).toEqual(Object.keys(signalSchemas));
  });

  it('gives every account-keyed topic the same number of partitions, so that they can be read together', () => {
    const counts = topics.filter(({ keyedBy }) => keyedBy === 'account').map(({ partitions }) => partitions);
    expect(new Set(counts)).toEqual(new Set([12]));
  });

  it('knows facts from decisions', () => {
    expect(factTableOf('signals.feature-use')).toBe('feature_uses');
    expect(() => factTableOf('health.scores')).toThrow('holds no facts');
    expect(() => topicNamed('signals.logins')).toThrow('no topic signals.logins');
  });
});
