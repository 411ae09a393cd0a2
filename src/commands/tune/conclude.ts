import { type Analysis, analyse } from '../../analysis/index.js';
import { readRecording } from '../../recording/index.js';
import { renderSummary } from '../../views/terminal/index.js';
import type { Io, RawOptions } from '../command.js';
import { writeConclusion } from '../conclusion.js';
import type { Exit } from '../exit-code.js';
import { viewsOf } from '../outputs.js';

/** Writes every view from the recording that now stands on disk, prints the summary, and says how it went. */
export async function conclude(recordingPath: string, options: RawOptions, io: Io): Promise<Exit> {
  const analysis = analyse(readRecording(recordingPath));
  await writeConclusion(
    recordingPath,
    (layout) => renderSummary(analysis.result, layout),
    viewsOf(analysis),
    options,
    io,
  );
  return exitOf(analysis);
}

/**
 * Where the user's own budget or the user ended a run, they knew that it might be too early: what it found is then what
 * they asked for, with a warning. Where Kelvin itself could not decide, whoever runs it in CI must not take it for done.
 */
function exitOf({ result }: Analysis): Exit {
  const { exploration } = result;
  const undecided = exploration !== undefined && !exploration.isDecided && exploration.stopped === 'exhausted';
  if (result.recommendation !== null) return undecided ? 'inconclusive' : 'ok';
  const warned = (code: string): boolean => result.warnings.some((warning) => warning.code === code);
  if (warned('no-size-meets-limit')) return 'threshold';
  const inconclusive = ['not-enough-measured', 'limit-undecided', 'host-too-noisy', 'chosen-fails'].some(warned);
  return inconclusive ? 'inconclusive' : 'failed';
}
