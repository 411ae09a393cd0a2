import { isInterval, quotientOfBlocks } from '../../statistics/index.js';
import { milliseconds } from '../../units/index.js';
import type { LoadFigures } from './load-result.js';
import type { PhaseSpan } from './phase-span.js';
import type { Selection } from './selection.js';

type OpenFigures = Pick<LoadFigures, 'peakOpen' | 'meanOpen' | 'meanOpenLow' | 'meanOpenHigh' | 'littlesLaw'>;

const BLOCKS = 20;

/** How many requests were under way at once: at most, and on average over the time with its interval by blocks of time. */
export function openFigures(selection: Selection, seconds: number): OpenFigures {
  const { rows, numbers, spans } = selection;
  const sent: number[] = [];
  for (const row of numbers)
    if (!Number.isNaN(rows.lateness.at(row)) && !Number.isNaN(rows.latency.at(row))) sent.push(row);
  const from = Float64Array.from(sent, rows.sentAt);
  const to = Float64Array.from(sent, rows.endedAt);
  const edges = edgesOf(spans, seconds);
  const areas = openAreas(from, to, edges.at);
  const lengths = areas.map((_, block) => (edges.at[block + 1] as number) - (edges.at[block] as number));
  const whole = lengths.reduce((sum, it) => sum + it, 0);
  const mean = whole === 0 ? 0 : areas.reduce((sum, it) => sum + it, 0) / whole;
  const interval = quotientOfBlocks(areas, lengths, edges.strata);
  const stay = to.reduce((sum, it, index) => sum + it - (from[index] as number), 0) / Math.max(1, sent.length);
  const arrivals = seconds === 0 ? 0 : sent.length / seconds;
  return {
    peakOpen: peakOf(from, to),
    meanOpen: mean,
    meanOpenLow: isInterval(interval) ? Math.max(0, interval.low) : null,
    meanOpenHigh: isInterval(interval) ? interval.high : null,
    littlesLaw: {
      arrivalsPerSecond: arrivals,
      meanStayMs: milliseconds(stay),
      expectedOpen: (arrivals * stay) / 1000,
    },
  };
}

/** Of each phase in blocks; of a burst alone all the time that it took. */
function edgesOf(spans: readonly PhaseSpan[], seconds: number): { at: number[]; strata: number[] } {
  const long = spans.filter(({ startMs, endMs }) => endMs > startMs);
  const [first] = spans;
  if (long.length === 0) return { at: [first?.startMs ?? 0, (first?.startMs ?? 0) + seconds * 1000], strata: [1] };
  const blocks = Math.max(4, Math.ceil(BLOCKS / long.length));
  const at = [long[0]?.startMs ?? 0];
  for (const { startMs, endMs } of long) {
    for (let block = 1; block <= blocks; block++) at.push(startMs + ((endMs - startMs) * block) / blocks);
  }
  return { at, strata: long.map(() => blocks) };
}

/** Request-milliseconds in each stretch between two edges. */
export function openAreas(from: Float64Array, to: Float64Array, edges: readonly number[]): Float64Array {
  const areas = new Float64Array(Math.max(0, edges.length - 1));
  // Whole stretches are counted by where they begin and end, so that a long stay costs no more than a short one.
  const whole = new Float64Array(edges.length + 1);
  for (let i = 0; i < from.length; i++) {
    const [start, end] = [from[i] as number, to[i] as number];
    const first = stretchOf(edges, start);
    const last = stretchOf(edges, end);
    add(areas, first, Math.min(end, edges[first + 1] ?? end) - Math.max(start, edges[Math.max(0, first)] ?? start));
    if (last > first) {
      add(areas, last, end - (edges[last] as number));
      whole[first + 1] = (whole[first + 1] ?? 0) + 1;
      whole[last] = (whole[last] ?? 0) - 1;
    }
  }
  let running = 0;
  for (let stretch = 0; stretch < areas.length; stretch++) {
    running += whole[stretch] as number;
    add(areas, stretch, running * ((edges[stretch + 1] as number) - (edges[stretch] as number)));
  }
  return areas;
}

function add(areas: Float64Array, stretch: number, area: number): void {
  if (stretch >= 0 && stretch < areas.length && area > 0) areas[stretch] = (areas[stretch] as number) + area;
}

/** -1 before the first edge; the number of stretches behind the last. */
function stretchOf(edges: readonly number[], moment: number): number {
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((edges[middle] as number) <= moment) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A request that ends at the moment at which another is sent is not open with it. */
export function peakOf(from: Float64Array, to: Float64Array): number {
  const [begins, ends] = [Float64Array.from(from).sort(), Float64Array.from(to).sort()];
  let [open, peak, ended] = [0, 0, 0];
  for (const begin of begins) {
    while (ended < ends.length && (ends[ended] as number) <= begin) {
      ended += 1;
      open -= 1;
    }
    open += 1;
    peak = Math.max(peak, open);
  }
  return peak;
}
