import { readFileSync } from 'node:fs';
import { EVERY_TENANT_NOW, revenueMonthsSQL } from '@bellwether/domain';
import { describe, expect, it } from 'vitest';
import { MIGRATIONS } from './migrations.ts';

describe('the view revenue_monthly', () => {
  it('is what fleet metrics read, for every tenant', () => {
    const file = readFileSync(new URL('0036_view_revenue_monthly.sql', MIGRATIONS), 'utf8');
    const view = `CREATE OR REPLACE VIEW revenue_monthly AS\n${revenueMonthsSQL(EVERY_TENANT_NOW)};\n`;
    expect(file.slice(file.indexOf('CREATE'))).toBe(view);
  });
});
