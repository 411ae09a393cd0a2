import { analyseLoad } from '../../analysis/index.js';
import { openLoadRecording } from '../../recording/index.js';
import { renderLoadSummary } from '../../views/terminal/index.js';
import type { Io, RawOptions } from '../command.js';
import { writeConclusion } from '../conclusion.js';
import type { Exit } from '../exit-code.js';
import { loadViewsOf } from '../outputs.js';
import { verdictOf } from './verdict.js';

/** Writes every view from the recording that now stands on disk, prints the summary, and says what did not hold. */
export async function conclude(recordingPath: string, options: RawOptions, io: Io): Promise<Exit> {
  const result = analyseLoad(openLoadRecording(recordingPath));
  await writeConclusion(recordingPath, (layout) => renderLoadSummary(result, layout), loadViewsOf(result), options, io);
  const { exit, reasons } = verdictOf(result);
  for (const reason of reasons) io.stderr.write(`kelvin: ${reason}\n`);
  return exit;
}
