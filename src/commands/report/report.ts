import { statSync } from 'node:fs';
import { join } from 'node:path';
import { analyse, analyseApply, analyseCheck, analyseLoad, analyseLog } from '../../analysis/index.js';
import {
  openLoadRecording,
  openLogRecording,
  readApplyRecording,
  readCheckRecording,
  readRecording,
  recordingKind,
} from '../../recording/index.js';
import type { Run } from '../command.js';
import { CommandError } from '../command-error.js';
import { applyViewsOf, checkViewsOf, loadViewsOf, logsViewsOf, type Views, viewsOf, writeViews } from '../outputs.js';
import { asOfDay, ownBooks } from '../prices.js';

type Prices = Parameters<typeof analyseLoad>[1];

/** Makes the views again, of a run, a load, a check or a log: the same recording and prices give the same bytes. */
export const report: Run = async (argument = '', options, io) => {
  const path = isFolder(argument) ? join(argument, 'recording.jsonl') : argument;
  const books = ownBooks(options);
  const asOf = asOfDay(options);
  const prices = { ...(books === undefined ? {} : { books }), ...(asOf === undefined ? {} : { asOf }) };
  const views = viewsOfRecording(path, prices);
  const asked = { html: options.html, markdown: options.markdown, json: options.json, junit: options.junit };
  if (asked.junit !== undefined && views.junit === undefined) {
    throw new CommandError('--junit is of a check, which passes or fails', 'leave it out');
  }
  if (asked.html !== undefined && views.html === undefined) {
    throw new CommandError('an application has no report for a browser', 'take --markdown or --json');
  }
  const all = Object.values(asked).every((it) => it === undefined);
  const written = await writeViews(
    path,
    views,
    all ? { html: true, markdown: true, json: true, junit: true } : asked,
    io,
  );
  for (const file of written) (Object.values(asked).includes('-') ? io.stderr : io.stdout).write(`${file}\n`);
  return 'ok';
};

function viewsOfRecording(path: string, prices: Prices): Views {
  switch (recordingKind(path)) {
    case 'logs':
      return logsViewsOf(analyseLog(openLogRecording(path), prices).result());
    case 'check':
      return checkViewsOf(analyseCheck(readCheckRecording(path), prices));
    case 'apply':
      return applyViewsOf(analyseApply(readApplyRecording(path), prices));
    case 'load':
      return loadViewsOf(analyseLoad(openLoadRecording(path), prices));
    default:
      return viewsOf(analyse(readRecording(path), prices));
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
