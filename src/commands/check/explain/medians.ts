import type { Explanation, ModuleLoad } from '../../../recording/index.js';
import { median, sampleOf } from '../../../statistics/index.js';
import { milliseconds } from '../../../units/index.js';
import type { Trace } from './trace.js';

type Loaded = Trace['modules'][number];

/** One module in every cold start, by its name: undefined where that one did not load it. */
interface Row {
  readonly name: string;
  readonly parent: string | null;
  readonly each: readonly (Loaded | undefined)[];
}

type Medians = Pick<Explanation, 'modules' | 'leftOut' | 'coldStarts' | 'initDurationMsEach'>;

/**
 * Several cold starts as one: of each module the median of its own times. Order and askers are those of the cold start
 * that took the middle time; what only others loaded stands where they asked for it, behind the rest.
 */
export function medians(traces: readonly Trace[]): Medians {
  const rows = rowsOf([middleOf(traces), ...traces], traces);
  const indices = new Map(rows.map(({ name }, index) => [name, index]));
  const modules = rows.map((row): Omit<ModuleLoad, 'totalMs'> => {
    const found = row.each.filter((it) => it !== undefined);
    const { bytes = null } = found[0] ?? {};
    return {
      name: row.name,
      parent: row.parent === null ? null : (indices.get(row.parent) ?? null),
      startMs: milliseconds(middle(found.map(({ startMs }) => startMs))),
      ownMs: milliseconds(middle(found.map(({ ownMs }) => ownMs))),
      ownMsEach: row.each.map((it) => it?.ownMs ?? null),
      bytes,
      ...(found.every(({ isAfterInit }) => isAfterInit) ? { isAfterInit: true as const } : {}),
    };
  });
  const inits = traces.flatMap(({ initDurationMs }) => initDurationMs ?? []);
  return {
    modules: withTotals(modules),
    leftOut: Math.max(...traces.map(({ leftOut }) => leftOut)),
    coldStarts: traces.length,
    ...(inits.length === traces.length ? { initDurationMsEach: inits } : {}),
  };
}

function rowsOf(inOrder: readonly Trace[], traces: readonly Trace[]): Row[] {
  const byName = traces.map(({ modules }) => new Map(modules.map((it) => [it.name, it])));
  const rows = new Map<string, Row>();
  for (const { modules } of inOrder) {
    for (const { name, parent } of modules) {
      const asker = parent === null ? null : (modules[parent]?.name ?? null);
      if (!rows.has(name)) rows.set(name, { name, parent: asker, each: byName.map((it) => it.get(name)) });
    }
  }
  return [...rows.values()];
}

/** What is asked for stands behind who asks, so from the end on each total is whole when it is added to the one above. */
function withTotals(modules: readonly Omit<ModuleLoad, 'totalMs'>[]): ModuleLoad[] {
  const totals = modules.map(({ ownMs }) => Number(ownMs));
  for (const [index, { parent }] of [...modules.entries()].reverse()) {
    if (parent !== null && parent < index) totals[parent] = (totals[parent] ?? 0) + (totals[index] ?? 0);
  }
  return modules.map((it, index) => ({ ...it, totalMs: milliseconds(rounded(totals[index] ?? 0)) }));
}

function middleOf(traces: readonly Trace[]): Trace {
  const sum = ({ modules }: Trace): number => modules.reduce((total, { ownMs }) => total + ownMs, 0);
  const sorted = [...traces].sort((a, b) => sum(a) - sum(b));
  const middle = sorted[Math.floor((sorted.length - 1) / 2)];
  if (middle === undefined) throw new Error('there is no cold start to take the median of');
  return middle;
}

function middle(values: readonly number[]): number {
  const sample = sampleOf(values);
  return sample === undefined ? 0 : rounded(median(sample));
}

const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;
