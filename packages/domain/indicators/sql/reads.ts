/** A table read in a SQL text, and the names its SELECT reads there: columns, and aliases that are read again. */
export interface TableRead {
  readonly table: string;
  readonly names: ReadonlySet<string>;
  /** The text literals in it, such as topics compared with. */
  readonly literals: ReadonlySet<string>;
}

const LITERAL = /'((?:[^'\\]|\\.)*)'/g;
/** Not `FROM (`, a subquery. */
const FROM_TABLE = /\bFROM ([a-z_]+)\b(?! ?\()/g;
/** Not the name behind AS or FROM, a function's, or a part of a tuple. */
const NAME = /(?<!\b(?:AS|FROM) )(?<![\w.])[a-z_]\w*\b(?! ?\()/g;

/** Every table that a SQL text reads, once a SELECT. Keywords are written in capitals. */
export function tableReads(sql: string): TableRead[] {
  const blank = sql.replace(LITERAL, (literal) => `'${' '.repeat(literal.length - 2)}'`);
  return [...blank.matchAll(FROM_TABLE)].map(({ 1: table, index }) => {
    const [start, end] = selectAround(blank, index);
    return {
      table: table!,
      names: new Set(blank.slice(start, end).match(NAME) ?? []),
      literals: new Set([...sql.slice(start, end).matchAll(LITERAL)].map(([, text]) => text!)),
    };
  });
}

/** The names an expression reads. */
export function namesIn(expression: string): ReadonlySet<string> {
  return new Set(expression.replace(LITERAL, "''").match(NAME) ?? []);
}

/** Where the SELECT around a position starts and ends: within its parentheses, and between UNION ALLs. */
function selectAround(sql: string, at: number): [number, number] {
  const start = edge(sql, at, -1);
  const end = edge(sql, at, 1);
  const before = sql.slice(start, at).lastIndexOf('UNION ALL');
  const after = sql.slice(at, end).indexOf('UNION ALL');
  return [before < 0 ? start : start + before, after < 0 ? end : at + after];
}

function edge(sql: string, from: number, step: 1 | -1): number {
  let depth = 0;
  for (let at = from; at >= 0 && at < sql.length; at += step) {
    if (sql[at] === '(') depth += step;
    if (sql[at] === ')') depth -= step;
    if (depth < 0) return step > 0 ? at : at + 1;
  }
  return step > 0 ? sql.length : 0;
}
