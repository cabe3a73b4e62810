import { hasParameter } from './settings.ts';
import { isSymbol, tokens } from './tokens.ts';

/**
 * The first `{name:Type}` the request gives no `param_name` for. Checked here because a connection keeps
 * the parameters of earlier requests, and one of those must never stand in for a missing one.
 */
export function missingParameter(sql: string, settings: ReadonlyMap<string, string>): string | undefined {
  if (!sql.includes('{')) return undefined;
  const all = [...tokens(sql)];
  const missing = all.find(
    (token, at) =>
      token.kind === 'word' &&
      isSymbol(all[at - 1], '{') &&
      isSymbol(all[at + 1], ':') &&
      !hasParameter(settings, token.text),
  );
  return missing?.text;
}
