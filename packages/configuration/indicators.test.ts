import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { featuresJsonSchema, INDICATORS } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { folderWith } from './given.ts';
import { readIndicatorConfiguration, readIndicators, SHIPPED_CONFIG_DIR } from './indicators.ts';
import { ConfigurationFault } from './read-file.ts';

describe('the configuration of indicators', () => {
  it('as shipped has every indicator there is', () => {
    const ids = readIndicators().map(({ id }) => id);
    expect(ids).toEqual(expect.arrayContaining(INDICATORS.map(({ id }) => id)));
    expect(ids).toEqual(expect.arrayContaining(['likelihood-to-renew', 'likelihood-to-stay', 'outlook']));
  });

  it('names every mistake with its path', () => {
    const dir = folderWith({
      'features.yaml': 'tiers:\n  - { from: yesterday, core: [""] }\n  - { hero: [a] }\n',
    });
    expect(() => readIndicatorConfiguration(dir)).toThrow(ConfigurationFault);
    expect(() => readIndicatorConfiguration(dir)).toThrow(
      /features\.yaml[\s\S]*tiers\.0\.from[\s\S]*tiers\.0\.core\.0[\s\S]*tiers\.1/,
    );
  });

  it('says where a file is no YAML', () => {
    expect(() => readIndicatorConfiguration(folderWith({ 'features.yaml': 'tiers: [' }))).toThrow(/line 1/);
  });

  it('has the JSON Schema that editors are given', () => {
    const committed = JSON.parse(readFileSync(join(SHIPPED_CONFIG_DIR, 'features.schema.json'), 'utf8'));
    expect(committed).toEqual(JSON.parse(JSON.stringify(featuresJsonSchema())));
  });
});
