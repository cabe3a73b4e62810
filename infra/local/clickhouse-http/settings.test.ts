import { describe, expect, it } from 'vitest';
import { BASE_SETTINGS, resetStatement, setStatement, settingsOf } from './settings.ts';

describe('settings of a request', () => {
  it('are all URL parameters but those of the interface itself', () => {
    const params = new URLSearchParams(
      'query=SELECT+1&database=d&max_threads=2&param_x=1&wait_end_of_query=1',
    );
    expect([...settingsOf(params).keys()]).toEqual(['max_threads', 'param_x']);
  });

  it('cannot break out of their quotes', () => {
    expect(setStatement(new Map([['param_x', "a'; DROP TABLE t; --\\"]]))).toBe(
      "SET param_x = 'a\\'; DROP TABLE t; --\\\\'",
    );
    expect(setStatement(new Map([['a = 1, b', '2']]))).toBe("SET `a = 1, b` = '2'");
  });

  it('go back to what a connection starts with', () => {
    const settings = new Map([
      ['max_threads', '2'],
      ['max_memory_usage', '1'],
      ['param_x', '1'],
    ]);
    expect(resetStatement(settings)).toBe(
      `SET max_threads = DEFAULT, max_memory_usage = '${BASE_SETTINGS.get('max_memory_usage')}'`,
    );
    expect(resetStatement(new Map([['param_x', '1']]))).toBeUndefined();
  });
});
