import { InvalidFilterPattern, type Scanner } from './scanner.js';

/** What a condition compares with: a JSON value, or a field of a space-delimited event, which is text. */
export type Scalar = string | number | boolean;
export type Test = (value: Scalar) => boolean;

const OPERATOR = /!=|>=|<=|=|>|</y;
const QUOTED = /"((?:[^"\\]|\\.)*)"/y;
const REGEX = /%((?:[^%\\]|\\.)*)%/y;
const BARE = /[^\s()&|,\]}"%]+/y;
const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** `= "text*"`, `!= 5`, `>= 1e3`, `= %regex%`; undefined if no operator comes next. */
export function parseComparison(scanner: Scanner): Test | undefined {
  const [operator] = scanner.match(OPERATOR) ?? [];
  if (operator === undefined) return undefined;
  // The documentation writes `[w1=!ERROR]` as well as `[w1!=ERROR]`.
  const isNegated = operator === '!=' || (operator === '=' && scanner.take('!'));
  if (operator === '=' || operator === '!=') {
    const equals = parseValue(scanner);
    return isNegated ? (value) => !equals(value) : equals;
  }
  const [text = ''] = scanner.match(BARE) ?? [];
  if (!NUMBER.test(text)) throw new InvalidFilterPattern();
  return orderTest(operator, Number(text));
}

const orders: Readonly<Record<string, (value: number, limit: number) => boolean>> = {
  '>': (value, limit) => value > limit,
  '<': (value, limit) => value < limit,
  '>=': (value, limit) => value >= limit,
  '<=': (value, limit) => value <= limit,
};

function orderTest(operator: string, limit: number): Test {
  const holds = orders[operator] ?? (() => false);
  return (value) => {
    const number = numberOf(value);
    return number !== undefined && holds(number, limit);
  };
}

function parseValue(scanner: Scanner): Test {
  const quoted = scanner.match(QUOTED);
  if (quoted !== undefined) return textTest((quoted[1] ?? '').replace(/\\(.)/g, '$1'));
  const regex = scanner.match(REGEX);
  if (regex !== undefined) return regexTest(regex[1] ?? '');
  const [bare] = scanner.match(BARE) ?? [];
  if (bare === undefined) throw new InvalidFilterPattern();
  return NUMBER.test(bare) ? (value) => value === bare || numberOf(value) === Number(bare) : textTest(bare);
}

/** An asterisk stands for any text at either end and for itself anywhere else. */
function textTest(text: string): Test {
  if (text === '*') return () => true;
  const isOpenLeft = text.startsWith('*');
  const isOpenRight = text.endsWith('*');
  const core = text.slice(isOpenLeft ? 1 : 0, isOpenRight ? -1 : undefined);
  if (isOpenLeft && isOpenRight) return (value) => String(value).includes(core);
  if (isOpenLeft) return (value) => String(value).endsWith(core);
  if (isOpenRight) return (value) => String(value).startsWith(core);
  return (value) => String(value) === core;
}

const REGEX_CHARACTERS = /^[\w#=@/;,:\- ^$?[\]{}|\\*+.]*$/;

/** @throws InvalidFilterPattern for what AWS does not take between the percent signs, groups above all. */
export function regexTest(source: string): Test {
  if (source === '' || !REGEX_CHARACTERS.test(source)) throw new InvalidFilterPattern();
  try {
    const regex = new RegExp(source);
    return (value) => regex.test(String(value));
  } catch {
    throw new InvalidFilterPattern();
  }
}

function numberOf(value: Scalar): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && NUMBER.test(value) ? Number(value) : undefined;
}
