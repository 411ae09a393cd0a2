import { milliseconds, ratio } from '../../units/index.js';
import type { Timed } from './distribution.js';
import type { Distribution, LoadArm, LoadPoint } from './load-result.js';
import type { Selection } from './selection.js';

const MOST_COLD = 600;
const MOST_SLOW = 200;
const MOST_OTHERS = 1200;

/** Requests for a chart, in order of time: cold starts, the slowest, and of the others every so many-th. Always the same. */
export function pointsOf({ rows, numbers }: Selection): LoadPoint[] {
  const timed = numbers.filter(rows.isTimed);
  const cold = thinned(timed.filter(rows.isCold), MOST_COLD);
  const warm = timed.filter((row) => !rows.isCold(row));
  const latencies = Float64Array.from(warm, (row) => rows.latency.at(row)).sort();
  const slowest = latencies[Math.max(0, latencies.length - MOST_SLOW)] ?? 0;
  const slow = warm.filter((row) => rows.latency.at(row) >= slowest).subarray(0, MOST_SLOW);
  const isSlow = new Set(slow);
  const others = thinned(
    warm.filter((row) => !isSlow.has(row)),
    MOST_OTHERS,
  );
  return [...cold, ...slow, ...others]
    .sort((a, b) => rows.due.at(a) - rows.due.at(b) || a - b)
    .map((row) => ({
      atS: rows.due.at(row) / 1000,
      latencyMs: milliseconds(rows.latency.at(row)),
      cold: rows.isCold(row),
      atLeast: rows.isInVain(row),
    }));
}

function thinned(numbers: Uint32Array, most: number): Uint32Array {
  if (numbers.length <= most) return numbers;
  return Uint32Array.from(
    { length: most },
    (_, index) => numbers[Math.floor((index * numbers.length) / most)] as number,
  );
}

/** Each per cent, and towards the slow end ever finer, as far as there are requests beyond. */
const CURVE = [
  ...Array.from({ length: 99 }, (_, index) => (index + 1) / 100),
  ...[2, 3, 4, 5].flatMap((digits) => [2, 4, 5, 6, 8, 9].map((tenths) => 1 - (10 - tenths) / 10 ** (digits + 1))),
].sort((a, b) => a - b);

/** As far as the claim about latency goes. */
export function curveOf({ survival }: Timed, { p99, p999 }: Distribution): LoadArm['curve'] {
  const end = p99.value === null ? 0.99 : p999.value === null ? 0.999 : 1;
  const distinct = CURVE.filter((p, index) => p !== CURVE[index - 1] && p < end && (1 - p) * survival.n >= 1 - 1e-9);
  return distinct.flatMap((p) => {
    const found = survival.quantile(p);
    if (found === undefined) return [];
    return [{ ratio: ratio(Number(p.toFixed(7))), latencyMs: milliseconds(found.value), atLeast: found.atLeast }];
  });
}
