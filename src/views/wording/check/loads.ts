import type { CheckExplanation } from '../../../analysis/index.js';
import { formatMegabytes, formatMilliseconds } from '../../../units/index.js';
import { spanText } from '../span.js';

type Modules = NonNullable<CheckExplanation['head']>;

/** One module that a cold start loads, in words. */
export interface LoadedModule {
  readonly name: string;
  /** Without what it loads itself. */
  readonly own: string;
  /** From the least to the most of the traced cold starts; empty of one. */
  readonly range: string;
  readonly total: string;
  readonly bytes: string;
  /** Who asked for it first; empty for the handler. */
  readonly by: string;
}

export interface SlowestLoads {
  /** `The 5 slowest of 214 modules that head loads at 512 MB, 412 ms together`. */
  readonly text: string;
  readonly modules: readonly LoadedModule[];
}

/** What a cold start spends its time on: the modules that take longest by themselves, of head or where it is not known of base. */
export function slowestLoads(explanation: CheckExplanation, most: number): SlowestLoads | undefined {
  const { head, base, memorySizeMB, loadMs } = explanation;
  const modules = head ?? base;
  if (modules === null || modules.length === 0) return undefined;
  const side = head === null ? 'base' : 'head';
  const slowest = [...modules].sort((a, b) => b.ownMs - a.ownMs).slice(0, most);
  const all = loadMs?.[side] ?? null;
  const of = modules.length + (head === null ? 0 : explanation.leftOut);
  const first = `The ${slowest.length} slowest of ${of.toLocaleString('en-US')} modules that ${side} loads`;
  const text =
    slowest.length < of ? first : of === 1 ? `The module that ${side} loads` : `All ${of} modules that ${side} loads`;
  const together = all === null ? '' : `, ${formatMilliseconds(all)}${of === 1 ? '' : ' together'}`;
  return {
    text: `${text} at ${formatMegabytes(memorySizeMB)}${together}`,
    modules: slowest.map((it) => loadedModule(it, modules)),
  };
}

function loadedModule(
  { name, ownMs, ownMsEach = [], totalMs, bytes, parent }: Modules[number],
  all: Modules,
): LoadedModule {
  const each = ownMsEach.filter((it) => it !== null);
  return {
    name,
    own: formatMilliseconds(ownMs),
    range: each.length < 2 ? '' : spanText(formatMilliseconds, Math.min(...each), Math.max(...each), '–'),
    total: formatMilliseconds(totalMs),
    bytes: bytes === null ? '' : `${bytes.toLocaleString('en-US')} bytes`,
    by: parent === null ? '' : (all[parent]?.name ?? ''),
  };
}
