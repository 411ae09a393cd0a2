import { statSync } from 'node:fs';
import { join } from 'node:path';
import { analyse, analyseLoad, analyseLog } from '../../analysis/index.js';
import { openLoadRecording, openLogRecording, readRecording, recordingKind } from '../../recording/index.js';
import type { Run } from '../command.js';
import { loadViewsOf, logsViewsOf, type Views, viewsOf, writeViews } from '../outputs.js';
import { asOfDay, ownBooks } from '../prices.js';

type Prices = Parameters<typeof analyseLoad>[1];

/** Makes the views again, of a run, a load or a log: the same recording and prices give the same bytes. */
export const report: Run = async (argument = '', options, io) => {
  const path = isFolder(argument) ? join(argument, 'recording.jsonl') : argument;
  const books = ownBooks(options);
  const asOf = asOfDay(options);
  const prices = { ...(books === undefined ? {} : { books }), ...(asOf === undefined ? {} : { asOf }) };
  const views = viewsOfRecording(path, prices);
  const asked = { html: options.html, markdown: options.markdown, json: options.json };
  const all = Object.values(asked).every((it) => it === undefined);
  const written = await writeViews(path, views, all ? { html: true, markdown: true, json: true } : asked, io);
  for (const file of written) (Object.values(asked).includes('-') ? io.stderr : io.stdout).write(`${file}\n`);
  return 'ok';
};

function viewsOfRecording(path: string, prices: Prices): Views {
  switch (recordingKind(path)) {
    case 'logs':
      return logsViewsOf(analyseLog(openLogRecording(path), prices).result());
    case 'load':
      return loadViewsOf(analyseLoad(openLoadRecording(path), prices));
    default:
      return viewsOf(analyse(readRecording(path), prices));
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
