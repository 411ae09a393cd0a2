import { stripVTControlCharacters } from 'node:util';

/** Two cells in a terminal (Unicode's East Asian Wide and Fullwidth, and emoji); all that Kelvin writes itself has one. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f000}-\u{1faff}]|[\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const UNPRINTABLE = /[\p{C}\p{Zl}\p{Zp}\p{M}]/gu;

/**
 * Names and error messages come from the function and the network: an escape sequence in one must not move the cursor,
 * nor a line break tear a table. Combining marks go too, because terminals do not agree about their width.
 */
export const clean = (text: string): string =>
  stripVTControlCharacters(text.normalize('NFC')).replace(/\s+/gu, ' ').replace(UNPRINTABLE, '').trim();

/** Cells that a clean text takes in a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += WIDE.test(character) ? 2 : 1;
  return width;
}

/** The longest beginning of a text that fits. */
function beginning(text: string, width: number): string {
  let used = 0;
  let kept = '';
  for (const character of text) {
    used += displayWidth(character);
    if (used > width) break;
    kept += character;
  }
  return kept;
}

/** The text, or its beginning and `…`: a figure that was cut must look cut. */
export function clip(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  return width <= 0 ? '' : `${beginning(text, width - 1)}…`;
}

export type Align = 'left' | 'right';

/** Exactly `width` cells. */
export function fit(text: string, width: number, align: Align): string {
  const clipped = clip(text, width);
  const space = ' '.repeat(Math.max(0, width - displayWidth(clipped)));
  return align === 'left' ? clipped + space : space + clipped;
}

/** A figure is not torn from its unit at the end of a line. */
const BEFORE_UNIT = /(?<=\d) (?=(?:%|ms|s|min|h|MB|GB-s)(?!\w))/g;
const NO_BREAK = '\u00a0';

/** Breaks at spaces; a word longer than a line is broken where the line ends. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.replace(BEFORE_UNIT, NO_BREAK).split(' ')) {
    let rest = word;
    const joined = line === '' ? rest : `${line} ${rest}`;
    if (displayWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    while (displayWidth(rest) > width) {
      // A wide character in a line of one cell would never fit; it is taken alone so that the loop ends.
      const head = beginning(rest, width) || String.fromCodePoint(rest.codePointAt(0) ?? 0x20);
      lines.push(head);
      rest = rest.slice(head.length);
    }
    line = rest;
  }
  return [...lines, ...(line === '' ? [] : [line])].map((it) => it.replaceAll(NO_BREAK, ' '));
}
