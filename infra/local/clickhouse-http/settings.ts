import { quoteName, quoteText } from './quote.ts';

/** What every connection starts with, and goes back to: server-like where chdb is clickhouse-local. */
export const BASE_SETTINGS: ReadonlyMap<string, string> = new Map([
  ['max_memory_usage', '800000000'],
  ['implicit_select', '0'],
  ['allow_introspection_functions', '0'],
]);

/** URL parameters of ClickHouse's HTTP interface that are not settings of the query. */
const OF_THE_INTERFACE = new Set([
  'query',
  'database',
  'default_format',
  'query_id',
  'user',
  'password',
  'quota_key',
  'buffer_size',
  'wait_end_of_query',
  'stacktrace',
  'enable_http_compression',
  'session_timeout',
  'session_check',
  'role',
]);
const PARAMETER_PREFIX = 'param_';

/** Every other parameter is a setting, or a query parameter called `param_<name>`. */
export function settingsOf(params: URLSearchParams): Map<string, string> {
  return new Map([...params].filter(([name]) => !OF_THE_INTERFACE.has(name)));
}

/** Values go in as text; the engine converts and checks them. */
export function setStatement(settings: ReadonlyMap<string, string>): string | undefined {
  if (settings.size === 0) return undefined;
  return `SET ${[...settings].map(([name, value]) => `${settingName(name)} = ${quoteText(value)}`).join(', ')}`;
}

/** Undoes `setStatement`, all but query parameters: those a connection keeps until they are set again. */
export function resetStatement(settings: ReadonlyMap<string, string>): string | undefined {
  const names = [...settings.keys()].filter((name) => !name.startsWith(PARAMETER_PREFIX));
  if (names.length === 0) return undefined;
  const resets = names.map((name) => {
    const base = BASE_SETTINGS.get(name);
    return `${settingName(name)} = ${base === undefined ? 'DEFAULT' : quoteText(base)}`;
  });
  return `SET ${resets.join(', ')}`;
}

/** Whether the request gave a value for `{name:Type}`. */
export function hasParameter(settings: ReadonlyMap<string, string>, name: string): boolean {
  return settings.has(PARAMETER_PREFIX + name);
}

/** A word stays bare; anything else is quoted and then refused by the engine as an unknown setting. */
function settingName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : quoteName(name);
}
