import type { LoadArm, LoadResult } from '../../../../analysis/index.js';
import { armName } from '../../../wording/index.js';

/** How the line of a memory size looks in every chart: colour and dashes, so that neither is needed alone. */
export interface SeriesStyle {
  readonly arm: LoadArm;
  readonly name: string;
  readonly color: string;
  readonly dash: readonly number[];
}

const COLORS = ['var(--x86_64)', 'var(--arm64)', 'var(--third)', 'var(--fourth)', 'var(--muted)'] as const;
const DASHES: readonly (readonly number[])[] = [
  [1, 0],
  [7, 3],
  [2, 2],
  [9, 2, 2, 2],
  [5, 1],
];

/** In the order of the result. The dashes change once more when the colours begin anew. */
export const stylesOf = (result: LoadResult): readonly SeriesStyle[] =>
  result.arms.map((arm, index) => ({
    arm,
    name: armName(result, arm),
    color: COLORS[index % COLORS.length] ?? COLORS[0],
    dash: DASHES[(index + Math.floor(index / COLORS.length)) % DASHES.length] ?? [1, 0],
  }));

/** For vega: each name's colour and dashes. */
export function scalesOf(styles: readonly SeriesStyle[]) {
  const domain = styles.map(({ name }) => name);
  return {
    color: {
      field: 'name',
      type: 'nominal',
      scale: { domain, range: styles.map(({ color }) => color) },
      legend: null,
    },
    strokeDash: {
      field: 'name',
      type: 'nominal',
      scale: { domain, range: styles.map(({ dash }) => [...dash]) },
      legend: null,
    },
  } as const;
}
