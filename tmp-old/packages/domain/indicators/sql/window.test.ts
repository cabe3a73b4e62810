import { describe, expect, it } from 'vitest';
import { measuresOf } from './measures.ts';
import { windowSum } from './window.ts';

describe('a window of W days', () => {
  it('sums W days in full and the oldest one by its share, apart', () => {
    const { columns } = measuresOf([windowSum('logins', 7)]);
    expect(columns).toEqual([
      'sumIf(logins, back < 7) AS m0',
      '(86399999 - toUnixTimestamp64Milli(max(as_of)) % 86400000) / 86399999 AS m1',
      'sumIf(logins, back = 7) AS m2',
    ]);
  });
});

describe('marked aggregates', () => {
  it('are named once and read by name', () => {
    const measures = measuresOf(['{{sum(a)}} / {{sum(b)}}', 'if({{sum(a)}} = 0, 1, 2)']);
    expect(measures.columns).toEqual(['sum(a) AS m0', 'sum(b) AS m1']);
    expect(measures.read('if({{sum(a)}} = 0, {{sum(b)}}, 2)')).toBe('if(m0 = 0, m1, 2)');
  });
});
