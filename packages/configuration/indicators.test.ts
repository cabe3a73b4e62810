import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { featuresJsonSchema, INDICATORS } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { readIndicatorConfiguration, readIndicators, SHIPPED_CONFIG_DIR } from './indicators.ts';
import { ConfigurationFault } from './read-file.ts';

function folderWith(features: string): string {
  const dir = mkdtempSync(join(tmpdir(), 'bellwether-config-'));
  writeFileSync(join(dir, 'features.yaml'), features);
  return dir;
}

describe('the configuration of indicators', () => {
  it('as shipped has every indicator there is', () => {
    const ids = readIndicators().map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(INDICATORS.map(({ id }) => id)));
    expect(ids).toEqual(expect.arrayContaining(['likelihood-to-renew', 'likelihood-to-stay', 'outlook']));
  });

  it('names every mistake with its path', () => {
    const dir = folderWith('tiers:\n  - { from: yesterday, core: [""] }\n  - { hero: [a] }\n');
    expect(() => readIndicatorConfiguration(dir)).toThrow(ConfigurationFault);
    expect(() => readIndicatorConfiguration(dir)).toThrow(
      /features\.yaml[\s\S]*tiers\.0\.from[\s\S]*tiers\.0\.core\.0[\s\S]*tiers\.1/,
    );
  });

  it('says where a file is no YAML', () => {
    expect(() => readIndicatorConfiguration(folderWith('tiers: ['))).toThrow(/line 1/);
  });

  it('has the JSON Schema that editors are given', () => {
    const committed = JSON.parse(readFileSync(join(SHIPPED_CONFIG_DIR, 'features.schema.json'), 'utf8'));
    expect(committed).toEqual(JSON.parse(JSON.stringify(featuresJsonSchema())));
  });
});
