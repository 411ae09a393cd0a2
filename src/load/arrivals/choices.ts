import { randomAt, streamSeed } from './random-stream.js';

/** What the choice needs to know of a function of a mix. */
export interface Weighed {
  readonly weight: number;
  readonly payloads: readonly { readonly weight: number }[];
}

export interface Choice {
  /** Number of the function, and of the payload among that function's. */
  readonly target: number;
  readonly payload: number;
}

/** Streams of chance that no phase has: those are numbered from 0. */
const TARGETS = -1;
const PAYLOADS = -2;

/** The index that a number of [0, 1) falls on, each as wide as its weight. */
function weighed(items: readonly { readonly weight: number }[]): (random: number) => number {
  const total = items.reduce((sum, { weight }) => sum + weight, 0);
  let upTo = 0;
  const ends = items.map(({ weight }) => {
    upTo += weight;
    return upTo / total;
  });
  return (random) => {
    const found = ends.findIndex((end) => random < end);
    return found === -1 ? items.length - 1 : found;
  };
}

/**
 * Which function and which payload arrival `index` gets: of the seed and the number alone, not of when it is due or what
 * was sent before, so that every memory size does the same work in the same order. Drawn one by one, not dealt evenly:
 * only then does each function of a mix meet Poisson arrivals when the load has them.
 */
export function choicesOf(targets: readonly Weighed[], seed: number): (index: number) => Choice {
  const targetAt = weighed(targets);
  const payloadAt = targets.map(({ payloads }) => weighed(payloads));
  const [targetSeed, payloadSeed] = [streamSeed(seed, TARGETS), streamSeed(seed, PAYLOADS)];
  return (index) => {
    const target = targets.length === 1 ? 0 : targetAt(randomAt(targetSeed, index));
    return { target, payload: payloadAt[target]?.(randomAt(payloadSeed, index)) ?? 0 };
  };
}
