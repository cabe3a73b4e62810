import type { FormatNames } from './formats.ts';
import { isSymbol, isWord, type Token, tokens } from './tokens.ts';

/** An INSERT whose rows follow the statement, in the request's body or after it in the same text. */
export interface DataInsert {
  format: string;
  /** Offset of the first byte of data. */
  dataStart: number;
  /** The statement that reads the same rows from a file, given as a quoted SQL literal. */
  readFrom(file: string): string;
}

interface Span {
  start: number;
  end: number;
}

interface InputCall extends Span {
  /** The column structure as written, quotes included. */
  structure: string;
}

/**
 * Finds `INSERT … FORMAT X <data>`, `INSERT … VALUES <data>` and
 * `INSERT … SELECT … FROM input('…') FORMAT X <data>`; undefined for every other statement.
 */
export function findDataInsert(sql: string, formats: FormatNames): DataInsert | undefined {
  const source = tokens(sql);
  const next = () => source.next().value ?? undefined;
  if (!isWord(next(), 'INSERT')) return undefined;
  let token = skipTarget(next);
  let selecting = false;
  let settings: number | undefined;
  let input: InputCall | undefined;
  while (token !== undefined) {
    const following: Token | undefined = next();
    if (token.text === 'input' && isSymbol(following, '(')) {
      const call = readInputCall(token, next);
      input ??= call;
      token = next();
      continue;
    }
    if (token.depth === 0) {
      if (isWord(token, 'SELECT') || isWord(token, 'WITH')) selecting = true;
      if (isWord(token, 'SETTINGS') && !selecting) settings ??= token.start;
      if (isWord(token, 'VALUES') && !selecting) return plain(sql, 'Values', token, settings);
      const format = isWord(token, 'FORMAT') ? formats.find(following?.text) : undefined;
      if (format !== undefined && following !== undefined) {
        const clause = { start: token.start, end: following.end };
        if (!selecting) return plain(sql, format, clause, settings);
        return input === undefined ? undefined : selected(sql, format, clause, input);
      }
    }
    token = following;
  }
  return undefined;
}

/** Reads over `[INTO] [TABLE | FUNCTION] db.name`; a table may well be called `format`. */
function skipTarget(next: () => Token | undefined): Token | undefined {
  let token = next();
  while (isWord(token, 'INTO') || isWord(token, 'TABLE') || isWord(token, 'FUNCTION')) token = next();
  token = next();
  while (isSymbol(token, '.')) {
    next();
    token = next();
  }
  return token;
}

function readInputCall(name: Token, next: () => Token | undefined): InputCall | undefined {
  const structure = next();
  const close = next();
  if (structure?.kind !== 'quoted' || close === undefined || !isSymbol(close, ')')) return undefined;
  return { start: name.start, end: close.end, structure: structure.text };
}

/** FROM INFILE has to stand before the statement's SETTINGS. */
function plain(sql: string, format: string, clause: Span, settings: number | undefined): DataInsert {
  const at = settings ?? clause.start;
  return {
    format,
    dataStart: dataStart(sql, clause.end),
    readFrom: (file) =>
      `${sql.slice(0, at)} FROM INFILE ${file} ${sql.slice(at, clause.start)} FORMAT ${format}`,
  };
}

function selected(sql: string, format: string, clause: Span, input: InputCall): DataInsert {
  return {
    format,
    dataStart: dataStart(sql, clause.end),
    readFrom: (file) =>
      `${sql.slice(0, input.start)}file(${file}, '${format}', ${input.structure})` +
      sql.slice(input.end, clause.start),
  };
}

/** As ClickHouse has it: blanks and at most one line break belong to the statement, the rest is data. */
function dataStart(sql: string, from: number): number {
  const blank = /[ \t\f]*(?:\r?\n)?/y;
  blank.lastIndex = from;
  return from + (blank.exec(sql)?.[0].length ?? 0);
}
