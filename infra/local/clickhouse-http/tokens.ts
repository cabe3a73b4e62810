export interface Token {
  kind: 'word' | 'quoted' | 'symbol';
  text: string;
  /** Offsets into the text given to `tokens`; `end` is exclusive. */
  start: number;
  end: number;
  /** Parentheses and brackets around it; a bracket itself counts as outside. */
  depth: number;
}

const BLANK = /(?:\s+|--[^\n]*|#[ !][^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/y;
const WORD = /[A-Za-z_][\w]*|\d[\w.]*/y;
const QUOTED = [
  /'[^'\\]*(?:(?:\\[\s\S]|'')[^'\\]*)*'/y,
  /"[^"\\]*(?:(?:\\[\s\S]|"")[^"\\]*)*"/y,
  /`[^`\\]*(?:(?:\\[\s\S]|``)[^`\\]*)*`/y,
  /\$(\w*)\$[\s\S]*?\$\1\$/y,
];

/**
 * ClickHouse SQL as tokens, lazily: reading stops where the caller stops, so that the data behind an
 * INSERT is never taken for SQL. Give it latin1 text and the offsets are byte offsets.
 */
export function* tokens(sql: string): Generator<Token, void> {
  let at = 0;
  let depth = 0;
  while (at < sql.length) {
    const blank = match(BLANK, sql, at);
    if (blank !== undefined) {
      at += blank.length;
      continue;
    }
    const word = match(WORD, sql, at);
    const quoted = word === undefined ? matchAny(QUOTED, sql, at) : undefined;
    const text = word ?? quoted ?? sql[at]!;
    const kind = word !== undefined ? 'word' : quoted !== undefined ? 'quoted' : 'symbol';
    if (kind === 'symbol' && ')]}'.includes(text)) depth = Math.max(0, depth - 1);
    yield { kind, text, start: at, end: at + text.length, depth };
    if (kind === 'symbol' && '([{'.includes(text)) depth++;
    at += text.length;
  }
}

/** Whether a token is this SQL keyword, in any case and outside quotes. */
export function isWord(token: Token | undefined, keyword: string): boolean {
  return token?.kind === 'word' && token.text.toUpperCase() === keyword;
}

/** Whether a token is this punctuation mark. */
export function isSymbol(token: Token | undefined, mark: string): boolean {
  return token?.kind === 'symbol' && token.text === mark;
}

function match(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}

function matchAny(patterns: readonly RegExp[], text: string, at: number): string | undefined {
  for (const pattern of patterns) {
    const found = match(pattern, text, at);
    if (found !== undefined) return found;
  }
  return undefined;
}
