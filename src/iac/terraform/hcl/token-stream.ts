import { HclError } from './syntax.js';
import { type Token, tokensOf } from './tokens.js';

/** Tokens one after the other. Between brackets an end of a line says nothing. */
export class TokenStream {
  readonly text: string;
  readonly #tokens: readonly Token[];
  #at = 0;

  /** @param from where in the text to begin, of what to end before: an interpolation is parsed by itself */
  constructor(text: string, extent?: { readonly start: number; readonly end: number }) {
    this.text = text;
    const { start, end } = extent ?? { start: 0, end: text.length };
    this.#tokens = tokensOf(text.slice(start, end)).map((it) => ({
      ...it,
      start: it.start + start,
      end: it.end + start,
    }));
  }

  peek(): Token {
    const token = this.#tokens[Math.min(this.#at, this.#tokens.length - 1)];
    if (token === undefined) throw new HclError(0, 'nothing is there');
    return token;
  }

  /** The one behind the next. */
  peekSecond(): Token {
    return this.#tokens[this.#at + 1] ?? this.peek();
  }

  next(): Token {
    const token = this.peek();
    this.#at++;
    return token;
  }

  is(...texts: readonly string[]): boolean {
    const { kind, text } = this.peek();
    return (kind === 'sign' || kind === 'word') && texts.includes(text);
  }

  takeIf(text: string): boolean {
    const isIt = this.is(text);
    if (isIt) this.next();
    return isIt;
  }

  expect(text: string): Token {
    if (!this.is(text)) throw new HclError(this.peek().start, `${text} is missing`);
    return this.next();
  }

  skipNewlines(): void {
    while (this.peek().kind === 'newline') this.next();
  }

  /** The end of the token before. */
  lastEnd(): number {
    return this.#tokens[this.#at - 1]?.end ?? 0;
  }
}
