import { parseArgs } from 'node:util';

/** What the bench was asked for. */
export interface AskedBench {
  /** Names of bundled scenarios. */
  readonly scenarios: readonly string[];
  /** How often each is explored, against one exhaustive run. */
  readonly repeat: number;
  /** How many memory sizes there are to choose among. */
  readonly sizes: number;
  /** Of the exhaustive run, at each size. */
  readonly cold: number;
  readonly warm: number;
  /** Of an exploring run, cold ones included. */
  readonly maxInvocations: number;
  /** Where recordings stay; an exhaustive one that is there is not made again. */
  readonly out: string | undefined;
}

/** Those that `kelvin tune` is for; the others are loads. */
const SCENARIOS = [
  'cpu-bound',
  'custom-runtime',
  'heavy-init',
  'io-bound',
  'memory-hungry',
  'mixed',
  'python',
] as const;

/** A fifth of what the exhaustive run makes warm: its cold ones come on top of that and are not counted against it. */
const SHARE = 5;

export function askedBench(): AskedBench {
  const { values } = parseArgs({
    options: {
      scenarios: { type: 'string', default: SCENARIOS.join(',') },
      repeat: { type: 'string', default: '1' },
      sizes: { type: 'string', default: '20' },
      cold: { type: 'string', default: '6' },
      warm: { type: 'string', default: '30' },
      'max-invocations': { type: 'string' },
      out: { type: 'string' },
    },
  });
  const { scenarios, repeat, sizes, cold, warm, out } = values;
  const fifth = Math.floor((Number(sizes) * Number(warm)) / SHARE);
  return {
    scenarios: scenarios.split(',').map(bundled),
    ...{ repeat: Number(repeat), sizes: Number(sizes), cold: Number(cold), warm: Number(warm) },
    maxInvocations: Number(values['max-invocations'] ?? fifth),
    out,
  };
}

function bundled(name: string): string {
  if ((SCENARIOS as readonly string[]).includes(name)) return name;
  throw new Error(`${name} is none of ${SCENARIOS.join(', ')}`);
}
