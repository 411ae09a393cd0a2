import type { PriceBook } from '../../pricing/index.js';
import type { ApplyRecording } from '../../recording/index.js';
import { armsOf, isLeftOut } from '../arms.js';
import { failsTooOften } from '../failures.js';
import { sizeResult } from '../size-result.js';
import type { Verification } from './apply-result-schema.js';
import { judgePromise } from './judge-promise.js';

const ERROR_RATIO = 0.05;

/**
 * Whether what was recommended holds, by both sizes measured afresh and in turn: a pure function of the recording so far.
 * A size that fails where the other does not breaks every promise, whatever its durations. Fewer blocks than the first look
 * was planned at decide nothing else: what is resampled from a few is too sure of itself.
 */
export function verify(recording: Pick<ApplyRecording, 'header' | 'measurements'>, book: PriceBook): Verification {
  const { header, measurements } = recording;
  const { fromMB, toMB, promises, looksAtBlocks } = header.apply;
  const arms = armsOf(header, measurements);
  const [from, to] = [fromMB, toMB].map((size) => arms.find((it) => it.memorySizeMB === size));
  const blocks = blocksOfBoth(recording);
  if (from === undefined || to === undefined) return { verdict: 'open', blocks, promises: [] };
  const { ephemeralStorageMB, snapStart } = header.function;
  const { coldShareRatio } = header.scenario;
  const terms = { book, ephemeralStorageMB, coldShareRatio, isSnapStartCharged: snapStart === 'charged' };
  const level = 1 - ERROR_RATIO / looksAtBlocks.length;
  const size = sizeResult(to, header, terms);
  const isLook = blocks >= Math.min(...looksAtBlocks);
  const judged = promises
    .map((promise) => judgePromise(promise, { from, to, size, terms, level }))
    .map((it) => (isLook ? it : { ...it, verdict: 'open' as const }));
  const failing = { from: failsTooOften(from.undisturbed), to: failsTooOften(to.undisturbed) };
  const found = { blocks, level, promises: judged };
  if (failing.from) return { ...found, verdict: 'open', failing: failing.to ? 'both' : 'old' };
  if (failing.to) return { ...found, verdict: 'broken', failing: 'new' };
  return { ...found, verdict: overall(judged.map(({ verdict }) => verdict)) };
}

function overall(verdicts: readonly Verification['verdict'][]): Verification['verdict'] {
  if (verdicts.includes('broken')) return 'broken';
  return verdicts.length > 0 && verdicts.every((it) => it === 'kept') ? 'kept' : 'open';
}

/** How many blocks have something of both sizes that counts. */
export function blocksOfBoth({ header, measurements }: Pick<ApplyRecording, 'header' | 'measurements'>): number {
  const { fromMB, toMB } = header.apply;
  const blocksOf = (size: number): Set<number> =>
    new Set(measurements.filter((it) => it.memorySizeMB === size && !isLeftOut(it)).map(({ block }) => block));
  const to = blocksOf(toMB);
  return [...blocksOf(fromMB)].filter((block) => to.has(block)).length;
}
