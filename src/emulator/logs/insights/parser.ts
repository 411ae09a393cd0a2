import { isWord, parseColumn, parseExpression, parseList, takeSymbol, takeWord } from './expression-parser.js';
import { Lexer } from './lexer.js';
import { parseParse } from './parse-command.js';
import { QueryError } from './query-error.js';
import type { Command, Query, SortKey } from './syntax.js';

const commands: Readonly<Record<string, (lexer: Lexer) => Command>> = {
  fields: (lexer) => ({ kind: 'fields', columns: parseList(lexer, parseColumn) }),
  display: (lexer) => ({ kind: 'display', columns: parseList(lexer, parseColumn) }),
  filter: (lexer) => ({ kind: 'filter', condition: parseExpression(lexer) }),
  parse: parseParse,
  stats: parseStats,
  sort: parseSort,
  order: parseSort,
  limit: parseLimit,
  head: parseLimit,
  dedup: (lexer) => ({ kind: 'dedup', keys: parseList(lexer, parseExpression) }),
};

/** Commands of AWS that are known not to be known here, so that nobody looks for a slip of the pen. */
const ABSENT = new Set(
  'pattern diff anomaly unmask unnest expand filterindex source join lookup addtotals relevantfields tail'.split(' '),
);

/** @throws QueryError with AWS's words where they are known. */
export function parseQuery(text: string): Query {
  const lexer = new Lexer(text);
  const query: Command[] = [];
  do query.push(parseCommand(lexer, query));
  while (takeSymbol(lexer, '|'));
  if (lexer.peek().kind !== 'end') throw lexer.unexpected();
  return query;
}

function parseCommand(lexer: Lexer, before: readonly Command[]): Command {
  const token = lexer.next();
  const name = token.kind === 'word' ? token.text.toLowerCase() : '';
  const parse = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (ABSENT.has(name)) throw new QueryError(`The emulator does not know the command ${name}`, token.start, token.end);
  // After dedup AWS takes nothing but limit (user guide, "dedup"; a sort there was refused in these words in 2026-06).
  const isBarred = before.some(({ kind }) => kind === 'dedup') && name !== 'limit';
  if (parse === undefined || isBarred) throw lexer.unexpected(token);
  return parse(lexer);
}

function parseStats(lexer: Lexer): Command {
  const items = parseList(lexer, parseColumn);
  const by = takeWord(lexer, 'by') ? parseList(lexer, parseColumn) : [];
  return { kind: 'stats', items, by };
}

function parseSort(lexer: Lexer): Command {
  takeWord(lexer, 'by');
  return { kind: 'sort', keys: parseList(lexer, parseSortKey) };
}

function parseSortKey(lexer: Lexer): SortKey {
  const expression = parseExpression(lexer);
  const isDescending = isWord(lexer.peek(), 'desc');
  if (isDescending || isWord(lexer.peek(), 'asc')) lexer.next();
  return { expression, isDescending };
}

function parseLimit(lexer: Lexer): Command {
  takeWord(lexer, 'any');
  const token = lexer.next();
  if (token.kind !== 'number') throw lexer.unexpected(token);
  return { kind: 'limit', count: token.value };
}
