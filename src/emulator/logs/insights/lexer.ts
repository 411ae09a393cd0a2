import { PERIOD_UNITS, Period } from './period.js';
import { QueryError, unexpected } from './query-error.js';

interface Placed {
  /** As it stands in the query. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export type Token = Placed &
  (
    | { readonly kind: 'word' | 'symbol' | 'end' }
    | { readonly kind: 'quotedField' | 'string'; readonly value: string }
    | { readonly kind: 'number'; readonly value: number }
    | { readonly kind: 'period'; readonly value: Period }
  );

const BLANK = /(?:\s|#[^\n]*)*/y;
const WORD = /[@A-Za-z_$][\w@.$]*/y;
const NUMBER = new RegExp(`(\\d+(?:\\.\\d+)?)(?:(${PERIOD_UNITS.join('|')})\\b)?(?![\\w.])`, 'y');
const STRING = /"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'/sy;
const QUOTED_FIELD = /`([^`]*)`/y;
const SYMBOL = /=~|!=|<=|>=|[=<>+\-*/%^()[\],|]/y;
const REGEX = /\/((?:[^/\\\n]|\\.)+)\//y;

const MAX_DEPTH = 100;

/** Cuts a query into tokens, one at a time: only the parser knows where a slash divides and where it begins a regex. */
export class Lexer {
  readonly query: string;
  #position = 0;
  #peeked: Token | undefined;
  #depth = 0;

  constructor(query: string) {
    this.query = query;
  }

  /** Where the last token ended that was taken. */
  get lastEnd(): number {
    return this.#position;
  }

  peek(): Token {
    this.#peeked ??= this.#read();
    return this.#peeked;
  }

  next(): Token {
    const token = this.peek();
    this.#peeked = undefined;
    this.#position = token.end;
    return token;
  }

  /** The regular expression that comes next, in Java's syntax; undefined if none does. */
  regex(): RegExp | undefined {
    const { start, text } = this.peek();
    if (text !== '/') return undefined;
    const matched = this.#match(REGEX, start);
    if (matched === undefined) throw this.unexpected();
    this.#peeked = undefined;
    this.#position = start + matched[0].length;
    return compileRegex(matched[1] ?? '', start);
  }

  /** @throws QueryError for parentheses in parentheses without end, which would end the stack. */
  nested<T>(parse: () => T): T {
    this.#depth += 1;
    if (this.#depth > MAX_DEPTH) throw this.unexpected();
    const parsed = parse();
    this.#depth -= 1;
    return parsed;
  }

  unexpected(token = this.peek()): QueryError {
    return unexpected(this.query, token.kind === 'end' ? '<EOF>' : token.text, token.start);
  }

  #read(): Token {
    const start = this.#position + (this.#match(BLANK, this.#position)?.[0].length ?? 0);
    if (start >= this.query.length) return { kind: 'end', text: '', start, end: start };
    const placed = ([text]: RegExpExecArray): Placed => ({ text, start, end: start + text.length });
    const word = this.#match(WORD, start);
    if (word !== undefined) return { kind: 'word', ...placed(word) };
    const number = this.#match(NUMBER, start);
    if (number !== undefined) return { ...placed(number), ...numeric(number) };
    const string = this.#match(STRING, start);
    if (string !== undefined) return { kind: 'string', value: unescaped(string), ...placed(string) };
    const field = this.#match(QUOTED_FIELD, start);
    if (field !== undefined) return { kind: 'quotedField', value: field[1] ?? '', ...placed(field) };
    const symbol = this.#match(SYMBOL, start);
    if (symbol !== undefined) return { kind: 'symbol', ...placed(symbol) };
    throw unexpected(this.query, this.query[start] ?? '', start);
  }

  #match(pattern: RegExp, at: number): RegExpExecArray | undefined {
    pattern.lastIndex = at;
    return pattern.exec(this.query) ?? undefined;
  }
}

function numeric([, digits, unit]: RegExpExecArray) {
  const value = Number(digits);
  return unit === undefined
    ? { kind: 'number' as const, value }
    : { kind: 'period' as const, value: new Period(value, unit) };
}

/** A quote and a backslash are escaped; before anything else a backslash stands for itself, as in `"C:\temp"`. */
const unescaped = ([, double, single]: RegExpExecArray): string =>
  (double ?? single ?? '').replace(/\\(["'\\])/g, '$1');

/** Java's inline flags become those of the whole expression: `^(?i)error` differs only in what stands before them. */
function compileRegex(source: string, start: number): RegExp {
  const flags = new Set<string>();
  const plain = source.replace(/\(\?([ims]+)\)/g, (_, inline: string) => {
    for (const flag of inline) flags.add(flag);
    return '';
  });
  try {
    return new RegExp(plain, [...flags].join(''));
  } catch {
    throw new QueryError(`Invalid regular expression: ${source}`, start, start + source.length + 2);
  }
}
