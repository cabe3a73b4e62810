/** A word, number, text literal or sign of a SQL text. */
export interface Token {
  readonly text: string;
  /** Brackets around it; a bracket itself counts as outside. */
  readonly depth: number;
  readonly kind: 'keyword' | 'name' | 'literal' | 'other';
}

const TOKEN = /'(?:[^'\\]|\\.)*'|:?[A-Za-z_]\w*|\d[\w.]*|[^\s\w]/g;

/** Keywords are those written in capitals; names start with a small letter and are no functions. */
export function tokensOf(sql: string): Token[] {
  let depth = 0;
  const texts = [...sql.matchAll(TOKEN)].map(([text]) => text);
  return texts.map((text, n) => {
    if (/^[)\]]$/.test(text)) depth -= 1;
    const token = { text, depth, kind: kindOf(text, texts[n - 1], texts[n + 1]) };
    if (/^[([]$/.test(text)) depth += 1;
    return token;
  });
}

function kindOf(text: string, before: string | undefined, after: string | undefined): Token['kind'] {
  if (/^[A-Z]+$/.test(text)) return 'keyword';
  if (text.startsWith("'")) return 'literal';
  if (!/^[a-z_]/.test(text) || after === '(' || before === 'AS' || before === 'FROM') return 'other';
  return 'name';
}

export function namesOf(tokens: readonly Token[]): ReadonlySet<string> {
  return new Set(tokens.flatMap(({ kind, text }) => (kind === 'name' ? [text] : [])));
}

/**
 * The tokens around `at` within the same brackets, those nested in them included, up to and without the first on either
 * side, at the same depth, that `ends`.
 */
export function around(
  tokens: readonly Token[],
  at: number,
  ends: (token: Token) => boolean,
): readonly Token[] {
  return [...before(tokens, at, ends), tokens[at]!, ...after(tokens, at, ends)];
}

export function before(
  tokens: readonly Token[],
  at: number,
  ends: (token: Token) => boolean,
): readonly Token[] {
  const start = tokens.slice(0, at).findLastIndex(stops(tokens[at]!.depth, ends));
  return tokens.slice(start + 1, at);
}

export function after(
  tokens: readonly Token[],
  at: number,
  ends: (token: Token) => boolean,
): readonly Token[] {
  const rest = tokens.slice(at + 1);
  const end = rest.findIndex(stops(tokens[at]!.depth, ends));
  return end < 0 ? rest : rest.slice(0, end);
}

function stops(depth: number, ends: (token: Token) => boolean) {
  return (token: Token) => token.depth < depth || (token.depth === depth && ends(token));
}
