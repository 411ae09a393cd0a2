import { isAbsolute, relative, resolve, sep } from 'node:path';
import { analyseCheck } from '../../analysis/index.js';
import { readCheckRecording } from '../../recording/index.js';
import { renderCheckSummary } from '../../views/terminal/index.js';
import type { Io, RawOptions } from '../command.js';
import { writeConclusion } from '../conclusion.js';
import type { Exit } from '../exit-code.js';
import { humanStream } from '../human-stream.js';
import { checkViewsOf } from '../outputs.js';
import { exitOf } from './exit-of.js';

export interface Concluding {
  /** That says what was checked, as the user has named it. */
  readonly file: string | undefined;
  readonly options: RawOptions;
  readonly io: Io;
}

/** Writes every view from the recording that now stands on disk, prints the summary, and says how it went. */
export async function conclude(recordingPath: string, { file, options, io }: Concluding): Promise<Exit> {
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
    humanStream(options, io).write(renderCheckAnnotations(result, inRepository(file, io)));
  }
  const exit = exitOf(result);
  if (exit !== 'ok') io.stderr.write(`kelvin: ${recording.end?.detail ?? result.reason}\n`);
  return exit;
}

/** GitHub's runner reads them out of what a step prints. */
const wantsAnnotations = ({ annotations }: RawOptions, { env }: Io): boolean =>
  typeof annotations === 'boolean' ? annotations : env.GITHUB_ACTIONS === 'true';

/**
 * In the examples of GitHub's docs of workflow commands (read 2026-11) a file is named from the root of the repository. That is
 * GITHUB_WORKSPACE unless the step that checks out names another folder, whatever folder a step works in; without it, as where
 * somebody tries --annotations, the working folder. A file outside of it is none that GitHub could show.
 */
function inRepository(file: string | undefined, { env }: Io): string | undefined {
  if (file === undefined) return undefined;
  const path = relative(resolve(env.GITHUB_WORKSPACE ?? '.'), resolve(file));
  return path === '' || path.startsWith('..') || isAbsolute(path) ? undefined : path.split(sep).join('/');
}
