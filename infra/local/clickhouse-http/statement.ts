import type { FormatNames } from './formats.ts';
import { isSymbol, isWord, type Token, tokens } from './tokens.ts';

/** A statement without data of its own. */
export interface Statement {
  /** The text, without a closing semicolon. */
  sql: string;
  /** Set where the statement names its output format. */
  format: string | undefined;
  /** Whether it may change data or schema; a GET must not. */
  writes: boolean;
  /** Whether it leaves state in its connection (SET, USE, a temporary table). */
  leavesState: boolean;
  /** A SELECT's text with its output in a file (a quoted SQL literal); other statements answer little. */
  writeTo?(file: string, format: string): string;
}

/** What a server refuses over HTTP as well, with ClickHouse's code for it. */
export interface Refusal {
  refused: string;
  code: number;
  type: string;
}

const SYNTAX_ERROR = { code: 62, type: 'SYNTAX_ERROR' };
const NOT_IMPLEMENTED = { code: 48, type: 'NOT_IMPLEMENTED' };
/** What changes nothing, beside selects. */
const READING = ['SHOW', 'DESCRIBE', 'DESC', 'EXISTS', 'EXPLAIN', 'SET', 'USE'];

/** Reads a statement that is not a data insert. */
export function readStatement(text: string, formats: FormatNames): Statement | Refusal {
  const top = [...tokens(text)].filter((token) => token.depth === 0);
  const semicolon = top.findIndex((token) => isSymbol(token, ';'));
  const own = semicolon === -1 ? top : top.slice(0, semicolon);
  if (own.length === 0) return { refused: 'Syntax error: Empty query.', ...SYNTAX_ERROR };
  if (semicolon !== -1 && top.slice(semicolon).some((token) => !isSymbol(token, ';'))) {
    return { refused: 'Syntax error: Multi-statements are not allowed.', ...SYNTAX_ERROR };
  }
  if (follows(own, 'INTO', 'OUTFILE') || follows(own, 'FROM', 'INFILE')) {
    return { refused: 'INTO OUTFILE and FROM INFILE are not allowed over HTTP.', ...NOT_IMPLEMENTED };
  }
  const sql = text.slice(0, own.at(-1)!.end);
  const clause = findFormat(own, formats);
  const select = isSelect(own);
  const common = {
    sql,
    format: clause?.name,
    writes: !select && !READING.some((word) => isWord(own[0], word)),
    leavesState: ['SET', 'USE'].some((word) => isWord(own[0], word)) || isWord(own[1], 'TEMPORARY'),
  };
  if (!select) return common;
  return {
    ...common,
    writeTo: (file, format) =>
      `${sql.slice(0, clause?.start)}\nINTO OUTFILE ${file} TRUNCATE FORMAT ${format}` +
      (clause === undefined ? '' : sql.slice(clause.end)),
  };
}

function isSelect(own: readonly Token[]): boolean {
  const first = own[0];
  if (isWord(first, 'WITH')) return !own.some((token) => isWord(token, 'INSERT'));
  return isWord(first, 'SELECT') || isSymbol(first, '(');
}

function follows(own: readonly Token[], first: string, second: string): boolean {
  return own.some((token, at) => isWord(token, first) && isWord(own[at + 1], second));
}

/** The closing `FORMAT X`, which only SETTINGS may follow: a column may be called `format` too. */
function findFormat(own: readonly Token[], formats: FormatNames) {
  for (let at = own.length - 2; at >= 0; at--) {
    const name = isWord(own[at], 'FORMAT') ? formats.find(own[at + 1]!.text) : undefined;
    if (name === undefined || isSymbol(own[at - 1], '.')) continue;
    const after = own[at + 2];
    if (after !== undefined && !isWord(after, 'SETTINGS')) continue;
    return { name, start: own[at]!.start, end: own[at + 1]!.end };
  }
  return undefined;
}
