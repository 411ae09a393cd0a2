import { analyseCheck } from '../../analysis/index.js';
import { readCheckRecording } from '../../recording/index.js';
import { renderCheckSummary } from '../../views/terminal/index.js';
import type { Io, RawOptions } from '../command.js';
import { writeConclusion } from '../conclusion.js';
import type { Exit } from '../exit-code.js';
import { humanStream } from '../human-stream.js';
import { checkViewsOf } from '../outputs.js';
import { exitOf } from './exit-of.js';

/** Writes every view from the recording that now stands on disk, prints the summary, and says how it went. */
export async function conclude(recordingPath: string, options: RawOptions, io: Io): Promise<Exit> {
  const recording = readCheckRecording(recordingPath);
  const result = analyseCheck(recording);
  await writeConclusion(
    recordingPath,
    (layout) => renderCheckSummary(result, layout),
    checkViewsOf(result),
    options,
    io,
  );
  if (wantsAnnotations(options, io)) {
    const { renderCheckAnnotations } = await import('../../views/annotations/index.js');
    humanStream(options, io).write(renderCheckAnnotations(result));
  }
  const exit = exitOf(result);
  if (exit !== 'ok') io.stderr.write(`kelvin: ${recording.end?.detail ?? result.reason}\n`);
  return exit;
}

/** GitHub's runner reads them out of what a step prints. */
const wantsAnnotations = ({ annotations }: RawOptions, { env }: Io): boolean =>
  typeof annotations === 'boolean' ? annotations : env.GITHUB_ACTIONS === 'true';
