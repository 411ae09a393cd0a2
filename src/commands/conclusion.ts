import { dirname } from 'node:path';
import type { Io, RawOptions } from './command.js';
import { humanStream } from './human-stream.js';
import { type Views, writeViews } from './outputs.js';

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
  const files = await writeViews(recordingPath, views, { html: true, markdown: true, json: true }, io);
  const json = options.json === true ? undefined : options.json;
  const asked = await writeViews(recordingPath, views, { json }, io);
  const written = [recordingPath, ...files, ...asked].map((file) => `  ${file}\n`).join('');
  out.write(`Written to ${dirname(recordingPath)}:\n${written}`);
}
