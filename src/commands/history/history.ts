import { analyseHistory, type HistoryResult } from '../../analysis/index.js';
import type { Io, RawOptions, Run } from '../command.js';
import { CommandError } from '../command-error.js';
import { historyViewsOf, type Views } from '../outputs.js';
import { asOfDay, ownBooks } from '../prices.js';
import { put } from '../put.js';
import { choiceOf } from './choice.js';
import { findRecordings } from './find-recordings.js';
import { readRecordings } from './read-recordings.js';

/** The course of every metric over many recordings. It changes nothing and gates nothing: it exits 0 whatever it finds. */
export const history: Run = async (_first, options, io, named) => {
  const choice = choiceOf(options);
  const [books, asOf] = [ownBooks(options), asOfDay(options)];
  const { recordings, leftOut } = readRecordings(findRecordings(named));
  const result = analyseHistory(recordings, {
    ...{ leftOut, ...choice },
    ...(books === undefined ? {} : { books }),
    ...(asOf === undefined ? {} : { asOf }),
  });
  if (result.series.length === 0) {
    throw new CommandError(
      'there is nothing to follow: no cold start in these recordings is proved, or none is of what was asked for',
      'see what they hold with "kelvin report", or leave out --metric and --memory',
    );
  }
  await show(result, options, io);
  return 'ok';
};

const VIEWS = [
  ['json', 'history.json'],
  ['html', 'history.html'],
  ['markdown', 'history.md'],
] as const satisfies readonly (readonly [keyof Views, string])[];

/** People are told on standard error where standard output carries a view. */
async function show(result: HistoryResult, options: RawOptions, io: Io): Promise<void> {
  const out = VIEWS.some(([view]) => options[view] === '-') ? io.stderr : io.stdout;
  const { renderHistory } = await import('../../views/terminal/index.js');
  const color = out.isTTY === true && (io.env.NO_COLOR ?? '') === '';
  out.write(renderHistory(result, { width: Math.max(60, out.columns || 80), color }));
  const views = historyViewsOf(result);
  const written: string[] = [];
  for (const [view, usualName] of VIEWS) {
    const wanted = options[view];
    if (wanted === undefined || wanted === false) continue;
    const file = wanted === true ? usualName : wanted;
    put(file, await views[view](), io);
    if (file !== '-') written.push(`  ${file}\n`);
  }
  if (written.length > 0) out.write(`\nWritten:\n${written.join('')}`);
}
