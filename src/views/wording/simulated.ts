import { areFiguresSimulated, type Result, type SizeResult } from '../../analysis/index.js';
import { formatMilliseconds } from '../../units/index.js';

const NAMES: Readonly<Record<string, string>> = {
  coldStart: 'cold-start overhead',
  hostMode: 'host modes',
  network: 'network',
};

/** `SIMULATED noise (seed 7): cold-start overhead, host modes, network`; nothing where there is none. */
export function simulatedText({ target: { simulated } }: Pick<Result, 'target'>): string | undefined {
  if (simulated === undefined) return undefined;
  const names = simulated.parts.map(({ name }) => NAMES[name] ?? name).join(', ');
  return `SIMULATED noise (seed ${simulated.seed}): ${names}`;
}

/** `simulated in the mean: 3.10 ms of Duration, 71.0 ms before INIT`: what to take off for what was measured. */
export function simulatedShareText({ simulated: it }: SizeResult): string | undefined {
  if (it === undefined) return undefined;
  const parts = [
    ['of Duration', it.durationMs],
    ['of Init Duration', it.initDurationMs],
    ['before INIT', it.coldStartMs],
    ['on the network', it.networkMs],
  ] as const;
  const shown = parts.flatMap(([where, ms]) => (ms > 0 ? [`${formatMilliseconds(ms)} ${where}`] : []));
  return `simulated in the mean: ${shown.length === 0 ? 'nothing' : shown.join(', ')}`;
}

/** A heading of figures that hold simulated time says so itself. */
export const headed = (result: Pick<Result, 'target'>, heading: string, mark = ', simulated'): string =>
  areFiguresSimulated(result.target) ? `${heading}${mark}` : heading;
