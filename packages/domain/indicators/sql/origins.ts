import { after, before, namesOf, type Token, tokensOf } from './tokens.ts';

/** What the columns of a SELECT come from, by name and through any depth of subqueries. */
export interface Origins {
  /** Every name that these come from, themselves included. */
  of(names: Iterable<string>): ReadonlySet<string>;
  /** What decides which rows there are, and so every column: conditions and groups. */
  readonly always: ReadonlySet<string>;
}

/** After these comes what decides which rows there are. */
const CONDITIONS = new Set('PREWHERE WHERE HAVING ON BY'.split(' '));
/** An expression ends before these. */
const CLAUSES = new Set([
  ...CONDITIONS,
  ...'WITH SELECT DISTINCT FROM GROUP ORDER PARTITION LIMIT UNION INNER LEFT ARRAY JOIN USING SETTINGS'.split(
    ' ',
  ),
]);
const startsClause = ({ kind, text }: Token) => kind === 'keyword' && CLAUSES.has(text);

/** Whether what stands before `AS` is a subquery that is read from: its name is no column's. */
function namesTable(tokens: readonly Token[], as: number): boolean {
  const end = tokens[as - 1];
  if (end?.text !== ')') return false;
  const start = tokens
    .slice(0, as - 1)
    .findLastIndex(({ text, depth }) => text === '(' && depth === end.depth);
  return ['FROM', 'JOIN'].includes(tokens[start - 1]?.text ?? '');
}

/**
 * Errs towards more: a name used for two things comes from what either comes from, a tuple from all its parts, and the
 * columns of a later branch of a UNION, which count by their place, count for all.
 */
export function originsIn(sql: string): Origins {
  const tokens = tokensOf(sql);
  const cameFrom = new Map<string, ReadonlySet<string>>();
  const always: Token[] = [];
  tokens.forEach(({ text }, at) => {
    if (text === 'AS') {
      if (namesTable(tokens, at)) return;
      const name = tokens[at + 1]!.text;
      const item = before(tokens, at, (token) => token.text === ',' || startsClause(token));
      cameFrom.set(name, new Set([...namesOf(item), ...(cameFrom.get(name) ?? [])]));
    } else if (CONDITIONS.has(text)) {
      always.push(...after(tokens, at, startsClause));
    } else if (text === 'UNION') {
      always.push(...after(tokens, at, (token) => token.text === 'FROM'));
    }
  });
  const of = (names: Iterable<string>) => {
    const found = new Set(names);
    // A set yields what is added while it is walked.
    for (const name of found) for (const origin of cameFrom.get(name) ?? []) found.add(origin);
    return found;
  };
  return { of, always: of(namesOf(always)) };
}
