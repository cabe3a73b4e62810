import { describe, expect, it } from 'vitest';
import { addressesAt, addressesFromEnv, addressesToEnv } from './addresses.ts';

const ports = { kafka: 1, schemaRegistry: 2, clickhouse: 3 };

describe('addresses', () => {
  it('go into an environment and come back', () => {
    const env = addressesToEnv(addressesAt(ports));
    expect(env.SCHEMA_REGISTRY_URL).toBe('http://127.0.0.1:2/apis/ccompat/v7');
    expect(addressesFromEnv(env)).toEqual(addressesAt(ports));
  });

  it('may come from several brokers', () => {
    const env = { ...addressesToEnv(addressesAt(ports)), KAFKA_BROKERS: 'a:1, b:2' };
    expect(addressesFromEnv(env)?.kafka.brokers).toEqual(['a:1', 'b:2']);
  });

  it('are all given, or none', () => {
    expect(addressesFromEnv({})).toBeUndefined();
    expect(() => addressesFromEnv({ KAFKA_BROKERS: 'a:1', CLICKHOUSE_URL: 'http://b' })).toThrow(
      'KAFKA_BROKERS and CLICKHOUSE_URL set but not SCHEMA_REGISTRY_URL',
    );
  });
});
