import { type Megabytes, megabytes } from '../../../src/units/index.js';

/**
 * So many memory sizes: the scenario's own, and as many between its least and its largest, each in the middle of the widest
 * gap by ratio that is left, so that none lies far from a size that is measured.
 */
export function candidateSizes(ownMB: readonly Megabytes[], count: number): Megabytes[] {
  const sizes: number[] = [...new Set(ownMB)].sort((a, b) => a - b);
  while (sizes.length < count) {
    const at = widestGap(sizes);
    const [below, above] = [sizes[at], sizes[at + 1]];
    if (below === undefined || above === undefined) break;
    const between = Math.round(Math.sqrt(below * above));
    if (between === below || between === above) break;
    sizes.splice(at + 1, 0, between);
  }
  return sizes.map(megabytes);
}

/** Index of the size below it. */
function widestGap(sizes: readonly number[]): number {
  const ratioAt = (index: number): number => (sizes[index + 1] ?? 0) / (sizes[index] ?? Number.POSITIVE_INFINITY);
  return sizes.slice(1).reduce((widest, _, index) => (ratioAt(index) > ratioAt(widest) ? index : widest), 0);
}
