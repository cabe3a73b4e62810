import { afterEach, describe, expect, it, vi } from 'vitest';
import { javaMajorVersion, requireJava, requireMaven } from './java.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('what the JVM processes need', () => {
  it('is told from the version', () => {
    expect(javaMajorVersion('openjdk version "17.0.15" 2025-04-15')).toBe(17);
    expect(javaMajorVersion('java version "1.8.0_392"')).toBe(8);
    expect(javaMajorVersion('openjdk version "25" 2025-09-16')).toBe(25);
    expect(javaMajorVersion('nonsense')).toBeUndefined();
  });

  it('is missed in one line with the remedy', async () => {
    vi.stubEnv('PATH', '/nowhere');
    await expect(requireJava()).rejects.toThrow(/^Kafka and the schema registry need Java: install .+$/);
    await expect(requireMaven()).rejects.toThrow(/^the first start downloads .+: install Maven .+$/);
  });
});
