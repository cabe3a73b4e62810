import { readIndicators } from '@bellwether/configuration';
import { expect, it } from 'vitest';
import { cataloguePage } from './page.ts';

it('docs/indicators.md is up to date (after a change: npx vitest run packages/cli/indicators/page.test.ts -u)', async () => {
  await expect(cataloguePage(readIndicators())).toMatchFileSnapshot('../../../docs/indicators.md');
});
