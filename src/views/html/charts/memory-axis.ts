import { hasArchitectures, type Result, type SizeResult } from '../../../analysis/index.js';
import type { Architecture } from '../../../pricing/index.js';
import type { Chart } from './chart.js';

/** The shared x of the charts by memory size, as vega-lite's encoding takes it. */
type MemoryAxis = NonNullable<NonNullable<NonNullable<Chart['spec']>['encoding']>['x']>;

/** A twelfth of an octave to either side: apart enough to be seen, near enough to be read as one size. */
const DODGE = 2 ** (1 / 24);

/** Where a size stands on the axis: architectures side by side, as their points would hide each other. */
export function placeOf(result: Result, size: Pick<SizeResult, 'memorySizeMB' | 'architecture'>): number {
  if (!hasArchitectures(result)) return size.memorySizeMB;
  return size.memorySizeMB * (size.architecture === 'arm64' ? DODGE : 1 / DODGE);
}

/** Blue for what nearly all functions run on, Okabe and Ito's orange for the other; dashes tell them apart as well. */
export const colorOf = (architecture: Architecture): string => `var(--${architecture})`;

/** Ticks at the measured sizes and nowhere else; below them, in words, what is the matter with a size. */
export function memoryAxis(result: Result): MemoryAxis {
  const sizes = [...new Set(result.sizes.map((size) => size.memorySizeMB))].sort((a, b) => a - b);
  const smallest = sizes[0] ?? 128;
  const largest = sizes.at(-1) ?? 10_240;
  return {
    field: 'at',
    type: 'quantitative',
    title: 'Memory size in MB',
    scale: { type: 'log', base: 2, domain: [Number(smallest), Number(largest)], nice: false, padding: 20 },
    axis: {
      values: [...sizes],
      labelExpr: labelExpression(result),
      labelFontSize: 10,
      labelSeparation: 3,
      grid: false,
    },
  };
}

/** A second line below the tick of every size that is failed, capped or was not measured. */
function labelExpression(result: Result): string {
  const memorySizes = [...new Set(result.sizes.map((size) => size.memorySizeMB))];
  const states = Object.fromEntries(
    memorySizes.flatMap((memorySizeMB) => {
      const state = statesOf(result.sizes.filter((size) => size.memorySizeMB === memorySizeMB));
      return state === '' ? [] : [[memorySizeMB, state]];
    }),
  );
  if (Object.keys(states).length === 0) return "format(datum.value, ',')";
  return `[format(datum.value, ','), ${JSON.stringify(states)}[datum.value] || '']`;
}

/** `capped` where it is so on every architecture, else `arm64 capped`. */
function statesOf(sizes: readonly SizeResult[]): string {
  const states = sizes.map((size) => ({ architecture: size.architecture, state: stateOf(size) }));
  const [first] = states;
  if (states.every(({ state }) => state === first?.state)) return first?.state ?? '';
  return states.flatMap((it) => (it.state === undefined ? [] : [`${it.architecture} ${it.state}`])).join(', ');
}

function stateOf(size: SizeResult): string | undefined {
  if (size.status === 'unmeasured') return 'no data';
  if (size.status !== 'measured') return size.status;
  return size.capped ? 'capped' : undefined;
}
