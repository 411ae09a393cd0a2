import { Survival } from '../../statistics/index.js';
import { milliseconds, usd } from '../../units/index.js';
import { type CostTerms, invocationUsd, type UnitPrices, unitPricesOf } from './cost.js';
import { type KnownEnvironments, levels } from './environments.js';
import type { LoadSecond } from './load-result.js';
import type { Selection } from './selection.js';

/** As many as a chart can show. */
const MOST_STRETCHES = 600;
const LENGTHS_S = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 14_400, 43_200, 86_400];

interface SeriesTerms {
  readonly cost: CostTerms | null;
  readonly environments: KnownEnvironments;
  /** False where no claim about latency is made. */
  readonly isLatencyKnown: boolean;
  readonly isTailKnown: boolean;
}

/** The load second by second, or in longer stretches where it took long; until its last request has ended. */
export function seriesOf(selection: Selection, endMs: number, terms: SeriesTerms): LoadSecond[] {
  const { rows, numbers } = selection;
  const lastMs = numbers.reduce((last, row) => Math.max(last, rows.endedAt(row) || 0, rows.due.at(row)), endMs);
  const seconds =
    LENGTHS_S.find((length) => lastMs / 1000 / length <= MOST_STRETCHES) ?? Math.ceil(lastMs / 1000 / MOST_STRETCHES);
  const count = Math.max(1, Math.ceil(lastMs / 1000 / seconds));
  const members = inStretches(selection, seconds * 1000, count);
  const open = openAtEnds(selection, seconds * 1000, count);
  const prices = terms.cost === null ? [] : unitPricesOf(terms.cost);
  const environments = environmentsAtEnds(terms.environments, seconds * 1000, count);
  return Array.from({ length: count }, (_, index) => ({
    atS: index * seconds,
    seconds,
    ...stretchOf(selection, members[index] ?? new Uint32Array(0), prices, terms),
    open: open[index] ?? 0,
    environments: environments === undefined ? null : (environments[index] ?? 0),
  }));
}

function stretchOf(
  { rows }: Selection,
  members: Uint32Array,
  prices: readonly (UnitPrices | undefined)[],
  { isLatencyKnown, isTailKnown }: SeriesTerms,
): Omit<LoadSecond, 'atS' | 'seconds' | 'open' | 'environments'> {
  const counts = { due: 0, sent: 0, answered: 0, failed: 0, throttled: 0, dropped: 0, cold: 0 };
  let spent: number | undefined;
  for (const row of members) {
    const kind = rows.kind(row);
    if (rows.isCold(row)) counts.cold += 1;
    const price = prices[rows.function.at(row)];
    const billed = rows.billed.at(row);
    if (price !== undefined && !Number.isNaN(billed)) {
      spent = (spent ?? 0) + invocationUsd(price, billed, rows.isCold(row));
    }
    if (kind === 'report-alone') continue;
    counts.due += 1;
    if (kind === 'dropped') counts.dropped += 1;
    else counts.sent += 1;
    if (kind === 'answered') counts.answered += 1;
    else if (kind !== 'open' && kind !== 'dropped') counts.failed += 1;
    if (kind === 'throttled') counts.throttled += 1;
  }
  const timed = isLatencyKnown ? members.filter(rows.isTimed) : new Uint32Array(0);
  const latency = new Survival(
    Float64Array.from(
      timed.filter((row) => !rows.isInVain(row)),
      (row) => rows.latency.at(row),
    ),
    Float64Array.from(timed.filter(rows.isInVain), (row) => rows.latency.at(row)),
  );
  const at = (p: number) => {
    const found = latency.quantile(p);
    return found === undefined ? null : milliseconds(found.value);
  };
  return {
    ...counts,
    p50Ms: at(0.5),
    p99Ms: isTailKnown ? at(0.99) : null,
    usd: spent === undefined ? null : usd(spent),
  };
}

/** The rows that were due in each stretch; by counting, as there may be a million. */
function inStretches({ rows, numbers }: Selection, lengthMs: number, count: number): Uint32Array[] {
  const stretch = (row: number): number => Math.min(count - 1, Math.max(0, Math.floor(rows.due.at(row) / lengthMs)));
  const sizes = new Uint32Array(count);
  for (const row of numbers) sizes[stretch(row)] = (sizes[stretch(row)] as number) + 1;
  const members = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Uint32Array(count);
  for (const row of numbers) {
    const index = stretch(row);
    (members[index] as Uint32Array)[filled[index] as number] = row;
    filled[index] = (filled[index] as number) + 1;
  }
  return members;
}

function openAtEnds({ rows, numbers }: Selection, lengthMs: number, count: number): Float64Array {
  const changes = new Float64Array(count + 1);
  for (const row of numbers) {
    const [from, to] = [rows.sentAt(row), rows.endedAt(row)];
    if (Number.isNaN(from) || Number.isNaN(to)) continue;
    // Open at the end of a stretch: sent by then, and not ended by then.
    const first = Math.min(count, Math.floor(from / lengthMs));
    const behind = Math.min(count, Math.floor(to / lengthMs));
    changes[first] = (changes[first] as number) + 1;
    changes[behind] = (changes[behind] as number) - 1;
  }
  return runningSums(changes);
}

function environmentsAtEnds(
  { spans, source }: KnownEnvironments,
  lengthMs: number,
  count: number,
): Float64Array | undefined {
  if (source === 'unknown') return undefined;
  const changes = new Float64Array(count + 1);
  let before = 0;
  for (const { ms, level } of levels(spans)) {
    const stretch = Math.min(count, Math.max(0, Math.floor(ms / lengthMs)));
    changes[stretch] = (changes[stretch] as number) + level - before;
    before = level;
  }
  return runningSums(changes);
}

function runningSums(changes: Float64Array): Float64Array {
  let sum = 0;
  return changes.map((change) => {
    sum += change;
    return sum;
  });
}
