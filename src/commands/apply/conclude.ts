import { type ApplyResult, analyseApply } from '../../analysis/index.js';
import type { PriceBook } from '../../pricing/index.js';
import { readApplyRecording } from '../../recording/index.js';
import { renderApplySummary } from '../../views/terminal/index.js';
import type { Io, RawOptions } from '../command.js';
import { writeConclusion } from '../conclusion.js';
import type { Exit } from '../exit-code.js';
import { applyViewsOf } from '../outputs.js';

/** Writes every view from the recording that now stands on disk, prints the summary, and says how it went. */
export async function conclude(
  recordingPath: string,
  books: readonly PriceBook[] | undefined,
  options: RawOptions,
  io: Io,
): Promise<Exit> {
  const result = analyseApply(readApplyRecording(recordingPath), books === undefined ? {} : { books });
  const summary = (layout: Parameters<typeof renderApplySummary>[1]): string => renderApplySummary(result, layout);
  await writeConclusion(recordingPath, summary, applyViewsOf(result), options, io);
  return exitOf(result);
}

/** For a pipeline: applied, or why not. */
export function exitOf({ outcome, verification, canary, endReason }: ApplyResult): Exit {
  if (outcome === 'applied') return 'ok';
  if (endReason === 'failed' || outcome === 'unfinished') return 'failed';
  if (canary !== null) return canary.verdict === 'unseen' ? 'inconclusive' : 'threshold';
  if (verification.failing === 'both' || verification.failing === 'old') return 'failed';
  return verification.verdict === 'broken' ? 'threshold' : 'inconclusive';
}
