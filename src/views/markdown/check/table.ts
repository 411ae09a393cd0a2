/** Figures stand right, but for the first columns. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[], leftColumns = 2): string {
  const rule = headings.map((_, index) => (index < leftColumns ? ':--' : '--:'));
  return [headings, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
