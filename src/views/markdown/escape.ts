import { stripVTControlCharacters } from 'node:util';

/** Turn the reading direction round, or are no text at all. */
const UNPRINTABLE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

const printable = (text: string): string =>
  stripVTControlCharacters(text).replace(/\s+/g, ' ').replace(UNPRINTABLE, '').trim();

/**
 * Text that GitHub shows as it is: names and messages come from other people's functions, and one of them must not be
 * able to end a table's row, open a link or an element, or ping somebody.
 */
export function plain(text: string): string {
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]|~#!]/g, (found) => `\\${found}`)
    .replace(/@(?=\w)/g, '@<!-- -->');
}

/** As code: in backticks, of which the text can have none, and a `|` would still end the cell of a table. */
export const code = (text: string): string => `\`${printable(text).replaceAll('`', "'").replaceAll('|', '\\|')}\``;
