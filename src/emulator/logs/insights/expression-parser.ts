import { AGGREGATES } from './aggregate-names.js';
import { functionNamed } from './functions/index.js';
import type { Lexer, Token } from './lexer.js';
import { QueryError } from './query-error.js';
import type { BinaryOperator, Column, Expression } from './syntax.js';

/** From the loosest to the closest; a comparison (`like`, `in` and the like) stands between `and` and the sums. */
const SUMS: readonly (readonly BinaryOperator[])[] = [['+', '-'], ['*', '/', '%'], ['^']];
const COMPARISONS: ReadonlySet<string> = new Set(['=', '!=', '<', '<=', '>', '>=']);

export function parseExpression(lexer: Lexer): Expression {
  return lexer.nested(() => parseJoined(lexer, 'or', () => parseJoined(lexer, 'and', () => parseNot(lexer))));
}

/** An expression with its alias, if it has one. */
export function parseColumn(lexer: Lexer): Column {
  const { start } = lexer.peek();
  const expression = parseExpression(lexer);
  const text = textBefore(lexer, start);
  if (takeWord(lexer, 'as')) return { name: parseName(lexer), expression };
  return { name: expression.kind === 'field' ? expression.name : text, expression };
}

export function parseList<T>(lexer: Lexer, parseItem: (lexer: Lexer) => T): T[] {
  const items = [parseItem(lexer)];
  while (takeSymbol(lexer, ',')) items.push(parseItem(lexer));
  return items;
}

/** The name of a field or an alias. */
export function parseName(lexer: Lexer): string {
  const token = lexer.next();
  if (token.kind === 'word') return token.text;
  if (token.kind === 'quotedField') return token.value;
  throw lexer.unexpected(token);
}

export const isWord = (token: Token, word: string): boolean =>
  token.kind === 'word' && token.text.toLowerCase() === word;

export function takeWord(lexer: Lexer, word: string): boolean {
  const isThere = isWord(lexer.peek(), word);
  if (isThere) lexer.next();
  return isThere;
}

export function takeSymbol(lexer: Lexer, symbol: string): boolean {
  const token = lexer.peek();
  const isThere = token.kind === 'symbol' && token.text === symbol;
  if (isThere) lexer.next();
  return isThere;
}

export function expectSymbol(lexer: Lexer, symbol: string): void {
  if (!takeSymbol(lexer, symbol)) throw lexer.unexpected();
}

const textBefore = (lexer: Lexer, start: number): string => lexer.query.slice(start, lexer.lastEnd);

function parseJoined(lexer: Lexer, operator: 'or' | 'and', parseOperand: () => Expression): Expression {
  let left = parseOperand();
  while (takeWord(lexer, operator)) left = { kind: 'binary', operator, left, right: parseOperand() };
  return left;
}

function parseNot(lexer: Lexer): Expression {
  return takeWord(lexer, 'not') ? { kind: 'not', operand: parseNot(lexer) } : parseComparison(lexer);
}

function parseComparison(lexer: Lexer): Expression {
  const left = parseSum(lexer, 0);
  const token = lexer.peek();
  if (token.kind === 'symbol' && COMPARISONS.has(token.text)) {
    lexer.next();
    return { kind: 'binary', operator: token.text as BinaryOperator, left, right: parseSum(lexer, 0) };
  }
  if (takeSymbol(lexer, '=~')) return { kind: 'like', operand: left, pattern: parsePattern(lexer) };
  if (!isWord(token, 'not')) return parseLikeOrIn(lexer, left) ?? left;
  lexer.next();
  const operand = parseLikeOrIn(lexer, left);
  if (operand === undefined) throw lexer.unexpected();
  return { kind: 'not', operand };
}

function parseLikeOrIn(lexer: Lexer, operand: Expression): Expression | undefined {
  if (takeWord(lexer, 'like')) return { kind: 'like', operand, pattern: parsePattern(lexer) };
  if (!takeWord(lexer, 'in')) return undefined;
  expectSymbol(lexer, '[');
  const list = parseList(lexer, parseExpression);
  expectSymbol(lexer, ']');
  return { kind: 'in', operand, list };
}

const parsePattern = (lexer: Lexer): Expression | RegExp => lexer.regex() ?? parseSum(lexer, 0);

function parseSum(lexer: Lexer, level: number): Expression {
  const operators = SUMS[level];
  if (operators === undefined) return parseUnary(lexer);
  let left = parseSum(lexer, level + 1);
  for (;;) {
    const token = lexer.peek();
    const operator = operators.find((it) => token.kind === 'symbol' && token.text === it);
    if (operator === undefined) return left;
    lexer.next();
    left = { kind: 'binary', operator, left, right: parseSum(lexer, level + 1) };
  }
}

function parseUnary(lexer: Lexer): Expression {
  if (takeSymbol(lexer, '-')) return { kind: 'negative', operand: parseUnary(lexer) };
  if (takeSymbol(lexer, '(')) {
    const inner = parseExpression(lexer);
    expectSymbol(lexer, ')');
    return inner;
  }
  const token = lexer.next();
  switch (token.kind) {
    case 'number':
    case 'string':
      return { kind: 'literal', value: token.value };
    case 'period':
      return { kind: 'period', value: token.value };
    case 'quotedField':
      return { kind: 'field', name: token.value };
    case 'word':
      return parseWord(lexer, token);
    default:
      throw lexer.unexpected(token);
  }
}

function parseWord(lexer: Lexer, token: Token): Expression {
  if (takeSymbol(lexer, '(')) return parseCall(lexer, token);
  if (isWord(token, 'true') || isWord(token, 'false')) return { kind: 'literal', value: isWord(token, 'true') };
  return { kind: 'field', name: token.text };
}

function parseCall(lexer: Lexer, word: Token): Expression {
  const args: Expression[] = [];
  if (takeSymbol(lexer, '*')) args.push({ kind: 'every' });
  else if (lexer.peek().text !== ')') args.push(...parseList(lexer, parseExpression));
  expectSymbol(lexer, ')');
  const name = word.text.toLowerCase();
  const text = textBefore(lexer, word.start);
  if (name === 'bin' && args.length === 1) {
    return { kind: 'call', name: 'datefloor', args: [{ kind: 'field', name: '@timestamp' }, ...args], text };
  }
  const [least, most] = arityOf(name) ?? [];
  if (least === undefined || most === undefined) throw lexer.unexpected(word);
  if (args.length < least || args.length > most) {
    throw new QueryError(`Invalid arguments: ${text}`, word.start, lexer.lastEnd);
  }
  return { kind: 'call', name, args, text };
}

function arityOf(name: string): readonly [number, number] | undefined {
  const scalar = functionNamed(name);
  return scalar === undefined ? AGGREGATES.get(name) : [scalar.minArgs, scalar.maxArgs];
}
