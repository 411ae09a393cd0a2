import { type Extent, HclError } from './syntax.js';

export interface Token extends Extent {
  readonly kind: 'word' | 'number' | 'string' | 'heredoc' | 'newline' | 'sign' | 'end';
  readonly text: string;
}

const SPACE = /[ \t\r]+/y;
const COMMENT = /#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const WORD = /[\p{ID_Start}_][\p{ID_Continue}-]*/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const HEREDOC = /<<-?([\w-]+)\r?\n/y;
const SIGN = /\.\.\.|=>|==|!=|<=|>=|&&|\|\||[-+*/%<>!=?:.,(){}[\]]/y;

/** HCL's words (HCL Native Syntax Specification, "Lexical Elements", read 2026-11); comments and spaces are left out. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const push = (kind: Token['kind'], end: number) => {
    tokens.push({ kind, start: at, end, text: text.slice(at, end) });
    at = end;
  };
  while (at < text.length) {
    const skipped = take(SPACE) ?? take(COMMENT);
    const heredoc = skipped === null ? take(HEREDOC) : null;
    if (skipped !== null) at += skipped[0].length;
    else if (text[at] === '\n') push('newline', at + 1);
    else if (text[at] === '"') push('string', stringEnd(text, at));
    else if (heredoc !== null) push('heredoc', heredocEnd(text, at + heredoc[0].length, heredoc[1] ?? ''));
    else push(...wordAt(take, text, at));
  }
  return [...tokens, { kind: 'end', start: text.length, end: text.length, text: '' }];
}

function wordAt(take: (pattern: RegExp) => RegExpExecArray | null, text: string, at: number): [Token['kind'], number] {
  const [word, number] = [take(WORD), take(NUMBER)];
  if (word !== null) return ['word', at + word[0].length];
  if (number !== null) return ['number', at + number[0].length];
  const sign = take(SIGN);
  if (sign === null) throw new HclError(at, `${JSON.stringify(text[at])} is not expected`);
  return ['sign', at + sign[0].length];
}

/** The place behind the closing quote; `${` and `%{` may hold texts of their own. */
export function stringEnd(text: string, open: number): number {
  for (let at = open + 1; at < text.length; at++) {
    const sign = text[at];
    if (sign === '"') return at + 1;
    if (sign === '\n') break;
    if (sign === '\\') at++;
    else if (isOpening(text, at)) at = interpolationEnd(text, at) - 1;
  }
  throw new HclError(open, 'a text does not end');
}

/** `$${` and `%%{` are the signs themselves. */
export const isOpening = (text: string, at: number): boolean =>
  (text.startsWith('${', at) && text[at - 1] !== '$') || (text.startsWith('%{', at) && text[at - 1] !== '%');

/** The place behind the `}` that ends it. */
export function interpolationEnd(text: string, open: number): number {
  let depth = 0;
  for (let at = open + 1; at < text.length; at++) {
    if (text[at] === '"') at = stringEnd(text, at) - 1;
    else if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return at + 1;
  }
  throw new HclError(open, 'an interpolation does not end');
}

function heredocEnd(text: string, from: number, mark: string): number {
  const end = new RegExp(`^[ \\t]*${mark}(?=\\r?$|\\r?\\n)`, 'm').exec(text.slice(from));
  if (end === null) throw new HclError(from, `a heredoc does not end with ${mark}`);
  return from + end.index + end[0].length;
}
