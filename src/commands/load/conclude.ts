import { dirname } from 'node:path';
import { analyseLoad } from '../../analysis/index.js';
import { openLoadRecording } from '../../recording/index.js';
import { renderLoadSummary } from '../../views/terminal/index.js';
import type { Io, RawOptions } from '../command.js';
import type { Exit } from '../exit-code.js';
import { humanStream } from '../human-stream.js';
import { loadViewsOf, writeViews } from '../outputs.js';
import { verdictOf } from './verdict.js';

/** Writes every view from the recording that now stands on disk, prints the summary, and says what did not hold. */
export async function conclude(recordingPath: string, options: RawOptions, io: Io): Promise<Exit> {
  const result = analyseLoad(openLoadRecording(recordingPath));
  const out = humanStream(options, io);
  const color = out.isTTY === true && (io.env.NO_COLOR ?? '') === '';
  out.write(`${renderLoadSummary(result, { width: Math.max(60, out.columns || 80), color })}\n`);
  const views = loadViewsOf(result);
  const files = await writeViews(recordingPath, views, { html: true, markdown: true, json: true }, io);
  const json = options.json === true ? undefined : options.json;
  const asked = await writeViews(recordingPath, views, { json }, io);
  const written = [recordingPath, ...files, ...asked].map((file) => `  ${file}\n`).join('');
  out.write(`Written to ${dirname(recordingPath)}:\n${written}`);
  const { exit, reasons } = verdictOf(result);
  for (const reason of reasons) io.stderr.write(`kelvin: ${reason}\n`);
  return exit;
}
