import type { LoadArm, LoadResult } from '../../../../analysis/index.js';

/** Seconds of the longest arm: every chart over time is as long, so that they can be read below each other. */
export const endOf = ({ arms }: LoadResult): number => Math.max(1, ...arms.map(lengthOf));

const lengthOf = ({ series }: LoadArm): number => {
  const last = series.at(-1);
  return last === undefined ? 0 : last.atS + last.seconds;
};

/** Time since the arm began, in seconds or minutes. */
export function timeAxis(result: LoadResult) {
  const end = endOf(result);
  const labelExpr = end < 300 ? "format(datum.value, ',~r') + ' s'" : "format(datum.value / 60, ',.3~r') + ' min'";
  return {
    field: 't',
    type: 'quantitative',
    title: null,
    scale: { domain: [0, end] as number[], nice: false },
    axis: { labelExpr, grid: false, ...(end < 300 ? { tickCount: 6 } : { values: minutes(end) }) },
  } as const;
}

/** Round minutes, six or fewer of them after the first. */
function minutes(end: number): number[] {
  const step = [1, 2, 5, 10, 15, 30, 60, 120, 240, 720, 1440].find((it) => end / 60 / it <= 6) ?? 1440;
  return Array.from({ length: Math.floor(end / 60 / step) + 1 }, (_, index) => index * step * 60);
}

/** A decimal is enough for a tenth of a second, and three digits for everything that is drawn: pages stay small. */
export const short = (value: number): number => Number(value.toPrecision(4));
