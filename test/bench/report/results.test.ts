import { expect, test } from 'vitest';
import { REPORT, readKept, reportOf } from './results.ts';

test('the report is what was measured, in the words of today; -u writes it anew', async () => {
  await expect(reportOf(readKept())).toMatchFileSnapshot(REPORT);
});
