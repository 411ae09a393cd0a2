import { parseList, parseName, takeWord } from './expression-parser.js';
import type { Lexer } from './lexer.js';
import { QueryError } from './query-error.js';
import type { ParseCommand } from './syntax.js';

/** `parse @message "user=*, took *" as user, took` or `parse @message /(?<user>\w+)/`; the field may be left out. */
export function parseParse(lexer: Lexer): ParseCommand {
  const hasField = lexer.peek().kind === 'word' || lexer.peek().kind === 'quotedField';
  const source = hasField ? parseName(lexer) : '@message';
  const regex = lexer.regex();
  return regex === undefined ? parseGlob(lexer, source) : parseRegex(lexer, source, regex);
}

function parseRegex(lexer: Lexer, source: string, regex: RegExp): ParseCommand {
  const named = [...regex.source.matchAll(/\(\?<([A-Za-z]\w*)>/g)].map(([, name = '']) => name);
  const names = takeWord(lexer, 'as') ? parseList(lexer, parseName) : named;
  if (names.length === 0) {
    throw new QueryError('The regular expression has no named group', lexer.lastEnd, lexer.lastEnd);
  }
  const groups = named.length > 0 ? named : names.map((_, place) => place + 1);
  return { kind: 'parse', source, regex, groups, names };
}

/** An asterisk takes as little as will do; one that ends the pattern takes all that is left. */
function parseGlob(lexer: Lexer, source: string): ParseCommand {
  const token = lexer.next();
  if (token.kind !== 'string' || !takeWord(lexer, 'as'))
    throw lexer.unexpected(token.kind === 'string' ? undefined : token);
  const names = parseList(lexer, parseName);
  const parts = token.value.split('*');
  if (names.length !== parts.length - 1) {
    const message = `The pattern ${token.text} has ${parts.length - 1} wildcards for ${names.length} fields`;
    throw new QueryError(message, token.start, lexer.lastEnd);
  }
  const literals = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'));
  const regex = new RegExp(literals.join('(.*?)') + (parts.at(-1) === '' ? '$' : ''), 's');
  return { kind: 'parse', source, regex, groups: names.map((_, place) => place + 1), names };
}
