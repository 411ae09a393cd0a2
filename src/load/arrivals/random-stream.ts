import { seededRandom } from '../../statistics/index.js';

/** The finaliser of MurmurHash3 (Austin Appleby, public domain): each bit of the input turns half of the output's. */
function mixed(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * The seed of one of a run's independent sources of chance. Mixed rather than added: phase 1 of seed 7 would otherwise
 * be phase 0 of seed 8, and two runs that a user compares would share most of their arrivals.
 */
export const streamSeed = (seed: number, stream: number): number => mixed(mixed(seed) + mixed(stream + 0x9e3779b9));

/** The draws of one stream in their order. */
export const randomStream = (seed: number, stream: number) => seededRandom(streamSeed(seed, stream));

/** Draw `index` of a stream alone, in [0, 1): what it is does not hang on which others were asked for before. */
export const randomAt = (seed: number, index: number): number =>
  mixed(mixed(Math.imul(index, 0x6d2b79f5) + seed) ^ Math.floor(index / 4_294_967_296)) / 4_294_967_296;
