import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Analysis } from '../analysis/index.js';
import { RecordingError } from '../recording/index.js';
import type { Io } from './command.js';

type Wanted = string | boolean | undefined;

/** Which views to write: `true` under their usual name beside the recording, a text under that name, `-` printed. */
export interface WantedViews {
  readonly html?: Wanted;
  readonly markdown?: Wanted;
  readonly json?: Wanted;
}

/** Writes views of an analysis and returns the paths of the files. @throws RecordingError when one cannot be written. */
export async function writeViews(
  recordingPath: string,
  analysis: Analysis,
  wanted: WantedViews,
  io: Io,
): Promise<string[]> {
  const folder = dirname(recordingPath);
  const views: [Wanted, string, () => Promise<string>][] = [
    [wanted.json, 'result.json', async () => (await import('../views/json/index.js')).renderJson(analysis.result)],
    [wanted.html, 'report.html', async () => (await import('../views/html/index.js')).renderHtml(analysis)],
    [wanted.markdown, 'summary.md', async () => (await import('../views/markdown/index.js')).renderMarkdown(analysis)],
  ];
  const written: string[] = [];
  for (const [want, usualName, render] of views) {
    if (want === undefined || want === false) continue;
    const text = await render();
    if (want === '-') io.stdout.write(text);
    else written.push(write(typeof want === 'string' ? want : join(folder, usualName), text));
  }
  return written;
}

function write(path: string, text: string): string {
  try {
    writeFileSync(path, text);
    return path;
  } catch (error) {
    const hint =
      'the recording is whole: make room or choose another place, then "kelvin report RECORDING" writes the views';
    throw RecordingError.unwritable(path, error, hint);
  }
}
