import { type Candidate, throttledDurationMs } from '../../../src/curve/index.js';
import type { Header } from '../../../src/recording/index.js';
import { megabytes, milliseconds, ratio } from '../../../src/units/index.js';
import { GOAL } from './simulate.js';
import { type Dice, diceOf, type Truth } from './truth.js';

/** One kind of function, and what is asked of it: a member by seed. */
export interface Family {
  readonly name: string;
  readonly of: (seed: number) => Truth;
}

const ONE_VCPU_MB = 1769;
const SIZES = [128, 192, 256, 384, 512, 768, 1024, 1536, 1769, 2048, 3008].map(megabytes);
const MANY = [128, 256, 512, 1024, 1769, 2500, 3538, 5307, 7076, 10_240].map(megabytes);
const LIST = { memorySizesMB: SIZES };

const between = (low: number, high: number, dice: Dice): number => low * (high / low) ** dice.uniform();
const noisy = (meanMs: number, cv: number, { normal }: Dice): number => {
  const sigma = Math.sqrt(Math.log(1 + cv ** 2));
  return meanMs * Math.exp(sigma * normal() - sigma ** 2 / 2);
};
/** Computing that scales with the share of so many vCPUs at most, and waiting that does not. */
const scaled = (cpuMs: number, waitMs: number, vcpus: number, { memorySizeMB }: Candidate): number =>
  cpuMs / Math.min(memorySizeMB / ONE_VCPU_MB, vcpus) + waitMs;

interface Plain {
  readonly cpuMs?: readonly [number, number];
  readonly waitMs?: readonly [number, number];
  readonly vcpus?: number;
  readonly cv?: number;
  readonly scenario?: Partial<Header['scenario']>;
}

/** Computing and waiting, of some size between two by the seed. */
function plain({ cpuMs = [20, 600], waitMs = [1, 300], vcpus = 1, cv = 0.06, scenario = {} }: Plain) {
  return (seed: number): Truth => {
    const dice = diceOf(seed ^ 0x51ed);
    const cpu = between(cpuMs[0], cpuMs[1], dice);
    const wait = between(waitMs[0], waitMs[1], dice);
    return {
      scenario: { ...LIST, ...scenario },
      durationMs: (candidate, _payload, it) => noisy(scaled(cpu, wait, vcpus, candidate), cv, it),
    };
  };
}

/** With something changed in what a plain one is, by the same seed. */
const but =
  (plainly: (seed: number) => Truth, change: (truth: Truth, dice: Dice) => Partial<Truth>) =>
  (seed: number): Truth => {
    const truth = plainly(seed);
    return { ...truth, ...change(truth, diceOf(seed ^ 0x7a3f)) };
  };

const limited = (percentile: 'p95' | 'p99', of: 'warm' | 'all', limitMs: number): Partial<Header['scenario']> => ({
  strategy: { kind: 'max-duration', percentile, of, limitMs: milliseconds(limitMs) },
});

export const FAMILIES: readonly Family[] = [
  {
    name: 'staircase of a short task',
    of: (seed) => {
      const cpu = between(4, 60, diceOf(seed ^ 0x51ed));
      return {
        scenario: LIST,
        durationMs: ({ memorySizeMB }, _payload, { normal }) =>
          throttledDurationMs(cpu * (1 + 0.03 * normal()), memorySizeMB),
      };
    },
  },
  { name: 'waiting, flat', of: plain({ cpuMs: [1, 10], waitMs: [200, 2000] }) },
  { name: 'CPU-bound up to one vCPU', of: plain({ waitMs: [1, 5], cpuMs: [200, 3000] }) },
  { name: 'part computing, part waiting', of: plain({}) },
  {
    name: 'threads for six vCPUs',
    of: plain({ vcpus: 6, cpuMs: [300, 3000], waitMs: [5, 100], scenario: { memorySizesMB: MANY } }),
  },
  { name: 'out of memory below 400 MB, in a list', of: but(plain({}), () => ({ failsAt: lacksBelow(400) })) },
  {
    name: 'out of memory below 700 MB, in a range',
    of: but(plain({ scenario: range(128, 3008) }), () => ({ failsAt: lacksBelow(700) })),
  },
  { name: 'any size of a range', of: plain({ scenario: range(128, 3008) }) },
  { name: 'noise of 1 %', of: plain({ cv: 0.01 }) },
  { name: 'noise of 20 %', of: plain({ cv: 0.2 }) },
  { name: 'noise of 40 %', of: plain({ cv: 0.4 }) },
  {
    name: 'hosts of two kinds, 30 % apart',
    of: but(plain({ cv: 0.04 }), () => ({ hostOf: ({ uniform }) => (uniform() < 0.5 ? 1 : 1.3) })),
  },
  {
    name: 'a fifth slower by the end',
    of: but(plain({}), () => ({ driftBy: (invocations) => 1 + 0.2 * (invocations / GOAL.maxInvocations) })),
  },
  { name: 'two milliseconds', of: plain({ cpuMs: [0.3, 1], waitMs: [0.5, 2], cv: 0.1 }) },
  {
    name: 'one payload in ten takes ten times as long',
    of: but(plain({ scenario: { payloads: weighted() } }), ({ durationMs }) => ({
      durationMs: (candidate, payload, dice) => durationMs(candidate, payload, dice) * (payload === 'long' ? 10 : 1),
    })),
  },
  {
    name: 'two architectures',
    of: but(plain({ scenario: { architectures: ['x86_64', 'arm64'] } }), ({ durationMs }, dice) => {
      const arm = between(0.75, 1.3, dice);
      return {
        durationMs: (candidate, payload, it) =>
          durationMs(candidate, payload, it) * (candidate.architecture === 'arm64' ? arm : 1),
      };
    }),
  },
  { name: 'one start in twenty is cold', of: plain({ scenario: { coldShareRatio: ratio(0.05) } }) },
  { name: 'p95 within a limit', of: plain({ waitMs: [20, 100], scenario: limited('p95', 'warm', 400) }) },
  {
    name: 'p99 of all starts within a limit',
    of: plain({ waitMs: [20, 100], scenario: { ...limited('p99', 'all', 800), coldShareRatio: ratio(0.02) } }),
  },
  { name: 'fastest', of: plain({ scenario: { strategy: { kind: 'fastest' } } }) },
  { name: 'balanced', of: plain({ scenario: { strategy: { kind: 'balanced' } } }) },
  { name: 'fastest within 10 %', of: plain({ scenario: { strategy: { kind: 'within', costRatio: ratio(0.1) } } }) },
  { name: 'a month of 30 million', of: plain({ scenario: { strategy: { kind: 'monthly', requestsPerMonth: 30e6 } } }) },
  {
    name: 'no shape at all: each size 15 % off for reasons of its own',
    of: but(plain({}), ({ durationMs }, dice) => {
      const off = new Map(SIZES.map((size) => [size, Math.exp(0.15 * dice.normal())]));
      return {
        durationMs: (candidate, payload, it) =>
          durationMs(candidate, payload, it) * (off.get(candidate.memorySizeMB) ?? 1),
      };
    }),
  },
  {
    name: 'a collector that little memory keeps busy',
    of: but(plain({}), ({ durationMs }, dice) => {
      const knee = between(200, 600, dice);
      return {
        durationMs: (candidate, payload, it) =>
          durationMs(candidate, payload, it) * (1 + 0.6 * Math.exp(-((candidate.memorySizeMB / knee) ** 2))),
      };
    }),
  },
];

function lacksBelow(smallest: number) {
  return ({ memorySizeMB }: Candidate): boolean => memorySizeMB < smallest;
}

function range(low: number, high: number): Partial<Header['scenario']> {
  const rangeMB = { low: megabytes(low), high: megabytes(high) };
  return { memorySizesMB: [rangeMB.low, rangeMB.high], exploration: { ...GOAL, rangeMB } };
}

function weighted() {
  return [
    { name: 'short', weight: 9 },
    { name: 'long', weight: 1 },
  ];
}
