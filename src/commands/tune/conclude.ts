import { analyse } from '../../analysis/index.js';
import { readRecording } from '../../recording/index.js';
import type { AskedGoal } from '../../scenario/index.js';
import { renderSummary } from '../../views/terminal/index.js';
import type { Io, RawOptions } from '../command.js';
import { writeConclusion } from '../conclusion.js';
import type { Exit } from '../exit-code.js';
import { viewsOf } from '../outputs.js';
import { exitOf } from './exit-of.js';

/** Writes every view from the recording that now stands on disk, prints the summary, and says how it went. */
export async function conclude(recordingPath: string, asked: AskedGoal, options: RawOptions, io: Io): Promise<Exit> {
  const analysis = analyse(readRecording(recordingPath));
  await writeConclusion(
    recordingPath,
    (layout) => renderSummary(analysis.result, layout),
    viewsOf(analysis),
    options,
    io,
  );
  return exitOf(analysis.result, asked);
}
