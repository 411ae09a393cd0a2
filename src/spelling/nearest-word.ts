/** Letters to change, add, drop or swap with their neighbour to make one word of the other (Damerau, 1964). */
function distance(a: string, b: string): number {
  const row = (index: number) => (rows[index] ??= []);
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    row(i)[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost);
      row(i)[j] = swapped ? Math.min(best, at(i - 2, j - 2) + 1) : best;
    }
  }
  return at(a.length, b.length);
}

/** The known word that was probably meant: at most a third of its letters are wrong. Case and `-_` do not count. */
export function nearestWord(word: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[-_]/g, '');
  const ranked = known
    .map((candidate) => ({ candidate, wrong: distance(plain(word), plain(candidate)) }))
    .filter(({ candidate, wrong }) => wrong <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.wrong - b.wrong);
  return ranked[0]?.candidate;
}

/** A hint for a word that is none of the known ones. */
export function didYouMean(word: string, known: readonly string[]): string | undefined {
  const nearest = nearestWord(word, known);
  return nearest === undefined ? undefined : `did you mean ${nearest}?`;
}
