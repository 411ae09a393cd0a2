import { statSync } from 'node:fs';
import { join } from 'node:path';
import { analyse, LogAnalysis, type LogPrices, type LogsResult } from '../../analysis/index.js';
import { openLogRecording, readRecording, recordingKind } from '../../recording/index.js';
import type { Run } from '../command.js';
import { logsViewsOf, viewsOf, writeViews } from '../outputs.js';
import { asOfDay, ownBooks } from '../prices.js';

/** Makes the views again, of a run or of a log: the same recording and prices give the same bytes. */
export const report: Run = async (argument = '', options, io) => {
  const path = isFolder(argument) ? join(argument, 'recording.jsonl') : argument;
  const books = ownBooks(options);
  const asOf = asOfDay(options);
  const prices = { ...(books === undefined ? {} : { books }), ...(asOf === undefined ? {} : { asOf }) };
  const views =
    recordingKind(path) === 'logs'
      ? logsViewsOf(logsResultOf(path, prices))
      : viewsOf(analyse(readRecording(path), prices));
  const asked = { html: options.html, markdown: options.markdown, json: options.json };
  const all = Object.values(asked).every((it) => it === undefined);
  const written = await writeViews(path, views, all ? { html: true, markdown: true, json: true } : asked, io);
  for (const file of written) (Object.values(asked).includes('-') ? io.stderr : io.stdout).write(`${file}\n`);
  return 'ok';
};

function logsResultOf(path: string, prices: LogPrices): LogsResult {
  const { header, lines } = openLogRecording(path);
  const analysis = new LogAnalysis(header, prices);
  for (const { from, ...read } of lines) {
    if ('line' in read) analysis.add(read.line);
    else analysis.addUnreadableLine(from.number, read.reason);
  }
  return analysis.result();
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
