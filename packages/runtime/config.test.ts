import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { ConfigError, loadConfig } from './config.ts';
import { port, settings } from './settings.ts';

const shape = {
  KAFKA_BROKERS: settings.KAFKA_BROKERS,
  LOG_LEVEL: settings.LOG_LEVEL,
  HEALTH_PORT: settings.HEALTH_PORT,
  API_KEY: z.string().min(10).describe('a key'),
};

function problemsOf(env: Record<string, string>) {
  try {
    loadConfig(shape, env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('loadConfig', () => {
  it('gives typed values and defaults', () => {
    const config = loadConfig(shape, { KAFKA_BROKERS: 'a:1, b:2', API_KEY: '0123456789' });
    expect(config).toEqual({
      KAFKA_BROKERS: ['a:1', 'b:2'],
      LOG_LEVEL: 'info',
      HEALTH_PORT: 0,
      API_KEY: '0123456789',
    });
  });

  it('names every problem at once', () => {
    const problems = problemsOf({
      KAFKA_BROKERS: 'nowhere',
      LOG_LEVEL: 'loud',
      HEALTH_PORT: 'x',
      API_KEY: '',
    });
    expect(problems.map((p) => p.name).sort()).toEqual([
      'API_KEY',
      'HEALTH_PORT',
      'KAFKA_BROKERS',
      'LOG_LEVEL',
    ]);
    expect(problems.find((p) => p.name === 'API_KEY')).toMatchObject({
      value: null,
      problem: 'is not set',
      hint: 'a key',
    });
  });

  it('does not repeat secrets', () => {
    expect(problemsOf({ KAFKA_BROKERS: 'a:1', API_KEY: 'short' })).toMatchObject([
      { name: 'API_KEY', value: '(hidden)' },
    ]);
  });

  it('refuses ports that do not exist', () => {
    expect(port().safeParse('65536').success).toBe(false);
    expect(port().parse('0')).toBe(0);
  });
});
