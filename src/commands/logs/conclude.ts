import { dirname } from 'node:path';
import type { LogAnalysis } from '../../analysis/index.js';
import { renderLogsSummary } from '../../views/terminal/index.js';
import type { Io } from '../command.js';
import type { Exit } from '../exit-code.js';
import { logsViewsOf, type WantedViews, writeViews } from '../outputs.js';

/** Prints the summary, writes every view beside the recording, and says how it went. */
export async function conclude(
  recordingPath: string,
  analysis: LogAnalysis,
  asked: WantedViews,
  io: Io,
): Promise<Exit> {
  const result = analysis.result();
  // Standard output carries a view alone where one is asked for there.
  const out = Object.values(asked).includes('-') ? io.stderr : io.stdout;
  const color = out.isTTY === true && (io.env.NO_COLOR ?? '') === '';
  out.write(`${renderLogsSummary(result, { width: Math.max(60, out.columns || 80), color })}\n`);
  const views = logsViewsOf(result);
  const written = [
    ...(await writeViews(recordingPath, views, { html: true, markdown: true, json: true }, io)),
    ...(await writeViews(recordingPath, views, asked, io)),
  ];
  const files = written.map((file) => `  ${file}\n`).join('');
  out.write(`Written to ${dirname(recordingPath)}:\n  ${recordingPath}\n${files}`);
  return result.total.invocations === 0 ? 'inconclusive' : 'ok';
}
