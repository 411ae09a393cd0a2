/**
 * Text that GitHub shows as it is: names and messages come from other people's functions, and one of them must not be
 * able to end a table's row, open a link or an element, or ping somebody.
 */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*_[\]|~#!]/g, (found) => `\\${found}`)
    .replace(/@(?=\w)/g, '@<!-- -->')
    .trim();
}

/** As code: in backticks, of which the text can have none, and a `|` would still end the cell of a table. */
export const code = (text: string): string =>
  `\`${text.replace(/\s+/g, ' ').replaceAll('`', "'").replaceAll('|', '\\|')}\``;
