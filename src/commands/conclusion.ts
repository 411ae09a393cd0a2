import { dirname } from 'node:path';
import type { Io, RawOptions } from './command.js';
import { humanStream } from './human-stream.js';
import { type Views, type WantedViews, writeViews } from './outputs.js';

/** Prints the summary of what stands on disk, writes every view of it, and says where they are. */
export async function writeConclusion(
  recordingPath: string,
  summary: (layout: { readonly width: number; readonly color: boolean }) => string,
  views: Views,
  options: RawOptions,
  io: Io,
): Promise<void> {
  const out = humanStream(options, io);
  const color = out.isTTY === true && (io.env.NO_COLOR ?? '') === '';
  out.write(`${summary({ width: Math.max(60, out.columns || 80), color })}\n`);
  const files = await writeViews(recordingPath, views, { html: true, markdown: true, json: true, junit: true }, io);
  const asked = await writeViews(recordingPath, views, elsewhere(options), io);
  const written = [recordingPath, ...files, ...asked].map((file) => `  ${file}\n`).join('');
  out.write(`Written to ${dirname(recordingPath)}:\n${written}`);
}

/** Under a name of the user's own, or printed: under its usual one each stands beside the recording anyway. */
function elsewhere({ html, markdown, json, junit }: RawOptions): WantedViews {
  const named = Object.entries({ html, markdown, json, junit }).filter(([, wanted]) => typeof wanted === 'string');
  return Object.fromEntries(named);
}
