import { type Expression, type Extent, HclError } from './syntax.js';
import { TokenStream } from './token-stream.js';
import { interpolationEnd, isOpening } from './tokens.js';

const OPERATORS = ['+', '-', '*', '/', '%', '==', '!=', '<', '>', '<=', '>=', '&&', '||'];

/** @param isInBrackets an end of a line does not end the expression */
export function expression(tokens: TokenStream, isInBrackets: boolean): Expression {
  if (isInBrackets) tokens.skipNewlines();
  const condition = operation(tokens, isInBrackets);
  if (isInBrackets) tokens.skipNewlines();
  if (!tokens.is('?')) return condition;
  tokens.next();
  tokens.skipNewlines();
  const holds = expression(tokens, isInBrackets);
  tokens.skipNewlines();
  tokens.expect(':');
  tokens.skipNewlines();
  const fails = expression(tokens, isInBrackets);
  return { kind: 'conditional', condition, holds, fails, start: condition.start, end: fails.end };
}

function operation(tokens: TokenStream, isInBrackets: boolean): Expression {
  const { start } = tokens.peek();
  const first = operand(tokens);
  let isOne = true;
  for (;;) {
    if (isInBrackets) tokens.skipNewlines();
    if (!tokens.is(...OPERATORS)) break;
    isOne = false;
    tokens.next();
    tokens.skipNewlines();
    operand(tokens);
  }
  return isOne ? first : { kind: 'other', start, end: tokens.lastEnd() };
}

function operand(tokens: TokenStream): Expression {
  const { start, kind } = tokens.peek();
  if (tokens.is('!', '-')) {
    tokens.next();
    operand(tokens);
    return { kind: 'other', start, end: tokens.lastEnd() };
  }
  const steps: (string | Expression)[] = [];
  const base = kind === 'word' ? word(tokens) : primary(tokens);
  const isKnown = followSteps(tokens, steps);
  if (steps.length === 0 && isKnown) return base;
  const root = base.kind === 'traversal' && base.steps.length === 0 ? base.root : undefined;
  const extent = { start, end: tokens.lastEnd() };
  return root === undefined || !isKnown ? { kind: 'other', ...extent } : { kind: 'traversal', root, steps, ...extent };
}

/** False with a splat among them. */
function followSteps(tokens: TokenStream, steps: (string | Expression)[]): boolean {
  let isKnown = true;
  for (;;) {
    if (tokens.is('.')) {
      tokens.next();
      const { kind, text } = tokens.next();
      if (kind === 'word' || kind === 'number') steps.push(text);
      else isKnown = false;
    } else if (tokens.is('[')) {
      tokens.next();
      if (tokens.takeIf('*')) isKnown = false;
      else {
        const key = expression(tokens, true);
        steps.push(key.kind === 'literal' ? key.text : key);
      }
      tokens.skipNewlines();
      tokens.expect(']');
    } else return isKnown;
  }
}

function word(tokens: TokenStream): Expression {
  const { text, start, end } = tokens.next();
  if (text === 'true' || text === 'false' || text === 'null')
    return { kind: 'literal', text, isQuoted: false, start, end };
  if (!tokens.is('(')) return { kind: 'traversal', root: text, steps: [], start, end };
  tokens.next();
  const all: Expression[] = [];
  for (tokens.skipNewlines(); !tokens.is(')'); tokens.skipNewlines()) {
    all.push(expression(tokens, true));
    tokens.takeIf('...');
    if (!tokens.takeIf(',')) break;
  }
  tokens.skipNewlines();
  return { kind: 'call', name: text, arguments: all, start, end: tokens.expect(')').end };
}

function primary(tokens: TokenStream): Expression {
  const token = tokens.next();
  const { start, end, text } = token;
  if (token.kind === 'number') return { kind: 'literal', text, isQuoted: false, start, end };
  if (token.kind === 'string') return template(tokens.text, token);
  if (token.kind === 'heredoc') return { kind: 'other', start, end };
  if (text === '(') {
    const inner = expression(tokens, true);
    tokens.skipNewlines();
    tokens.expect(')');
    return inner;
  }
  if (text === '[' || text === '{') return collection(tokens, start, text);
  throw new HclError(start, `${JSON.stringify(text)} is not expected`);
}

function collection(tokens: TokenStream, start: number, open: '[' | '{'): Expression {
  tokens.skipNewlines();
  const close = open === '[' ? ']' : '}';
  if (tokens.is('for')) return { kind: 'other', start, end: behind(tokens, close) };
  return open === '[' ? tuple(tokens, start) : object(tokens, start);
}

function tuple(tokens: TokenStream, start: number): Expression {
  const items: Expression[] = [];
  for (; !tokens.is(']'); tokens.skipNewlines()) {
    items.push(expression(tokens, true));
    tokens.skipNewlines();
    if (!tokens.takeIf(',')) break;
  }
  return { kind: 'tuple', items, start, end: tokens.expect(']').end };
}

function object(tokens: TokenStream, start: number): Expression {
  const items: { key: string | undefined; value: Expression }[] = [];
  for (; !tokens.is('}'); tokens.skipNewlines()) {
    const key = operation(tokens, false);
    if (!tokens.takeIf('=')) tokens.expect(':');
    tokens.skipNewlines();
    items.push({ key: keyText(key), value: expression(tokens, false) });
    tokens.takeIf(',');
  }
  return { kind: 'object', items, start, end: tokens.expect('}').end };
}

function keyText(key: Expression): string | undefined {
  if (key.kind === 'literal') return key.text;
  return key.kind === 'traversal' && key.steps.length === 0 ? key.root : undefined;
}

/** Skips to behind the bracket that closes what was opened. */
function behind(tokens: TokenStream, close: string): number {
  for (let depth = 1; ; ) {
    const token = tokens.next();
    if (token.kind === 'end') throw new HclError(token.start, `${close} is missing`);
    if (token.kind !== 'sign') continue;
    if ('([{'.includes(token.text)) depth++;
    if (')]}'.includes(token.text) && --depth === 0) return token.end;
  }
}

/** A text: plain, or with interpolations. */
function template(text: string, { start, end }: Extent): Expression {
  const parts: (string | Expression)[] = [];
  let from = start + 1;
  for (let at = from; at < end - 1; at++) {
    if (text[at] === '\\') at++;
    else if (isOpening(text, at)) {
      const close = interpolationEnd(text, at);
      if (at > from) parts.push(text.slice(from, at));
      parts.push(inner(text, { start: at, end: close }));
      from = close;
      at = close - 1;
    }
  }
  if (from < end - 1) parts.push(text.slice(from, end - 1));
  const isPlain = parts.every((part) => typeof part === 'string');
  if (isPlain) return { kind: 'literal', text: parts.join(''), isQuoted: true, start, end };
  // `"${x}"` is `x` (HCL, "Template Unwrapping"-rule).
  const [only] = parts;
  return parts.length === 1 && typeof only === 'object'
    ? { ...only, start, end }
    : { kind: 'template', parts, start, end };
}

function inner(text: string, { start, end }: Extent): Expression {
  if (text[start] === '%') return { kind: 'other', start, end };
  const trimmed = text[start + 2] === '~' ? start + 3 : start + 2;
  return expression(new TokenStream(text, { start: trimmed, end: text[end - 2] === '~' ? end - 2 : end - 1 }), true);
}
