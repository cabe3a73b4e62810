import type { Evaluation, MissingReason } from '@bellwether/domain';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { warnOfMissingRates } from './missing-rates.ts';

const account = (accountId: string, reason: MissingReason | null) => ({
  accountId,
  live: { values: [{ indicator: 'mrr', value: reason ? null : 1, reason }] } as unknown as Evaluation,
});
const warned = () => vi.mocked(process.stderr.write).mock.calls.map(([text]) => String(text));

describe('a missing rate', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is told aloud, beside the result, with the accounts and what to do', () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    warnOfMissingRates([account('acme', 'no-rate'), account('bolt', 'never'), account('cargo', null)]);
    expect(warned()).toEqual([
      expect.stringMatching(/^warning: no exchange rate .* acme: .*config\/rates\.yaml/),
    ]);
  });

  it('is not told where there is none', () => {
    vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    warnOfMissingRates([account('bolt', 'never')]);
    expect(warned()).toEqual([]);
  });
});
