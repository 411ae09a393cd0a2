import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import {
  REPLAY_RESULT_SCHEMA_VERSION,
  type RecordedCurves,
  ReplayDataError,
  type ReplayResult,
  readCurves,
  summaryOf,
} from '../../../explore/index.js';
import { bookFor, type PriceBook } from '../../../pricing/index.js';
import { renderReplayJson } from '../../../views/json/index.js';
import type { Io, RawOptions, Run } from '../../command.js';
import { CommandError } from '../../command-error.js';
import { ownBooks } from '../../prices.js';
import { put } from '../../put.js';
import { seedOf } from '../../seed.js';
import { type AskedReplay, askedReplay } from './asked.js';
import { type FromThread, type Job, runJobs } from './jobs.js';
import { replayLines } from './lines.js';
import { worstLines } from './worst.js';

/** Explores recorded durations instead of a function, by every policy, and says how well each did. */
export const replay: Run = async (argument, options, io) => {
  const asked = await askedReplay(argument, options);
  const book = bookOf(options);
  const seed = seedOf({ seed: '1', ...options });
  const read = curvesOf(asked);
  const { objective, goal, policies, repetitions } = asked;
  const terms = { objective, goal, policies, repetitions, seed };
  const jobs = read.curves.map((curve): Job => ({ curve, terms }));
  const results = await runJobs(jobs, { book, threads: availableParallelism(), onDone: progressOn(io, jobs.length) });
  const result = resultOf({ asked, book, seed, read, results });
  const isPrinted = options.json === true || options.json === '-';
  const human = isPrinted ? io.stderr : io.stdout;
  human.write(`${[...replayLines(result), ...worstLines(result.runs, asked.worst)].join('\n')}\n`);
  if (options.json !== undefined && options.json !== false) put(options.json, renderReplayJson(result), io);
  return 'ok';
};

/** Prices differ by region, and a table of durations names none: Virginia's, as everybody's examples have them. */
function bookOf(options: RawOptions): PriceBook {
  return bookFor(typeof options.region === 'string' ? options.region : 'us-east-1', undefined, ownBooks(options));
}

function curvesOf({ file, read }: AskedReplay): RecordedCurves {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`;
    throw new CommandError(`${file}: ${why}`, 'name a CSV file of recorded durations');
  }
  try {
    const found = readCurves(text, file, read);
    if (found.curves.length > 0) return found;
    const { tooFewSizes, noColdStarts, oneArchitecture } = found.leftOut;
    const why = `${tooFewSizes} with fewer than four sizes, ${noColdStarts} without cold starts, ${oneArchitecture} of one architecture`;
    throw new CommandError(
      `${file} holds no curve to explore: ${why}`,
      'which lines are of one function, --columns group=NAME says',
    );
  } catch (error) {
    if (error instanceof ReplayDataError) throw new CommandError(error.message, error.hint);
    throw error;
  }
}

function progressOn({ stderr }: Io, count: number): (done: number) => void {
  if (stderr.isTTY !== true) return () => {};
  return (done) => stderr.write(done < count ? `\rreplaying ${done} of ${count} curves` : '\r\u001b[K');
}

interface ResultParts {
  readonly asked: AskedReplay;
  readonly book: PriceBook;
  readonly seed: number;
  readonly read: RecordedCurves;
  readonly results: readonly FromThread['runs'][];
}

function resultOf({ asked, book, seed, read, results }: ResultParts): ReplayResult {
  const { objective, goal, policies, repetitions, file } = asked;
  const runs = results.flatMap((it) => it ?? []);
  const { regretRatio, confidenceRatio, budgetUsd, maxInvocations } = goal;
  return {
    schemaVersion: REPLAY_RESULT_SCHEMA_VERSION,
    ...{ file, strategy: objective.name, coldShareRatio: objective.coldShareRatio },
    goal: {
      ...{ regretRatio, confidenceRatio },
      ...(budgetUsd === undefined ? {} : { budgetUsd }),
      ...(maxInvocations === undefined ? {} : { maxInvocations }),
    },
    noiseRatio: asked.noiseRatio ?? null,
    ...{ repetitions, seed },
    prices: { id: book.id, region: book.region, effectiveFrom: book.effectiveFrom },
    curves: results.filter((it) => it !== null).length,
    leftOut: { ...read.leftOut, noneMeetsLimit: results.filter((it) => it === null).length, emptyRows: read.emptyRows },
    policies: policies.flatMap(
      (policy) =>
        summaryOf(
          policy,
          runs.filter((it) => it.policy === policy),
        ) ?? [],
    ),
    runs: runs.map((run) => ({ ...run, moves: [...run.moves] })),
  };
}
