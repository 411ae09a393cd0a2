import { dirname } from 'node:path';
import { type Analysis, analyse } from '../../analysis/index.js';
import { readRecording } from '../../recording/index.js';
import { renderSummary } from '../../views/terminal/index.js';
import type { Io, RawOptions } from '../command.js';
import type { Exit } from '../exit-code.js';
import { humanStream } from '../human-stream.js';
import { viewsOf, writeViews } from '../outputs.js';

/** Writes every view from the recording that now stands on disk, prints the summary, and says how it went. */
export async function conclude(recordingPath: string, options: RawOptions, io: Io): Promise<Exit> {
  const analysis = analyse(readRecording(recordingPath));
  const out = humanStream(options, io);
  const color = out.isTTY === true && (io.env.NO_COLOR ?? '') === '';
  out.write(`${renderSummary(analysis.result, { width: Math.max(60, out.columns || 80), color })}\n`);
  const views = await writeViews(recordingPath, viewsOf(analysis), { html: true, markdown: true, json: true }, io);
  const asked = await writeViews(
    recordingPath,
    viewsOf(analysis),
    { json: options.json === true ? undefined : options.json },
    io,
  );
  const files = [...views, ...asked].map((file) => `  ${file}\n`).join('');
  out.write(`Written to ${dirname(recordingPath)}:\n  ${recordingPath}\n${files}`);
  return exitOf(analysis);
}

function exitOf({ result }: Analysis): Exit {
  if (result.recommendation !== null) return 'ok';
  const warned = (code: string): boolean => result.warnings.some((warning) => warning.code === code);
  if (warned('no-size-meets-limit')) return 'threshold';
  const inconclusive = ['not-enough-measured', 'limit-undecided', 'host-too-noisy'].some(warned);
  return inconclusive ? 'inconclusive' : 'failed';
}
