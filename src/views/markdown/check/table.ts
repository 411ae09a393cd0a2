/** Figures stand right of the first column, in which the names are. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const rule = headings.map((_, index) => (index === 0 ? ':--' : '--:'));
  return [headings, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Lines of a cell. GitHub breaks at any other space too, and puts a figure's unit on a line of its own: these it keeps. */
export const cell = (...lines: readonly string[]): string =>
  lines
    .filter((it) => it !== '')
    .map((it) => it.replaceAll(' ', '&nbsp;'))
    .join('<br>');
