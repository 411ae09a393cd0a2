import { analyseLog, type LoggedArm } from '../../analysis/index.js';
import { asPriceBook } from '../../pricing/index.js';
import { openLogRecording } from '../../recording/index.js';
import { formatMegabytes } from '../../units/index.js';
import { CommandError } from '../command-error.js';
import type { Recorded } from './recorded.js';

/** What a log says of its function: its memory size where it had but one, the cold share and Billed Durations as they were. */
export function recordedLog(path: string): Recorded {
  const recording = openLogRecording(path);
  const { architecture, region, ownBook } = recording.header;
  const arms = analyseLog(recording).arms.flatMap(({ memorySizeMB, ...arm }) =>
    memorySizeMB === null ? [] : [{ ...arm, memorySizeMB }],
  );
  arms.sort((a, b) => a.memorySizeMB - b.memorySizeMB);
  checkOneFunction(path, arms);
  const [only, ...others] = arms;
  return {
    ...(region === null ? {} : { region }),
    coldShareRatio: coldShareOf(arms),
    shape: { architecture, ...(only === undefined || others.length > 0 ? {} : { memorySizeMB: only.memorySizeMB }) },
    sizes: arms.map(({ memorySizeMB }) => `${formatMegabytes(memorySizeMB)} ${architecture}`).join(', '),
    billedMean: (size, share) =>
      arms
        .find(({ memorySizeMB }) => memorySizeMB === size.memorySizeMB && architecture === size.architecture)
        ?.billedMean(share) ?? null,
    ...(ownBook === undefined ? {} : { ownBook: asPriceBook(ownBook) }),
  };
}

/** A bill is of one function: which of them would be meant, nobody has said. */
function checkOneFunction(path: string, arms: readonly LoggedArm[]): void {
  const names = [...new Set(arms.map(({ functionName }) => functionName ?? 'one that is not named'))];
  if (names.length < 2) return;
  throw new CommandError(
    `${path} holds the reports of ${names.length} functions: ${names.slice(0, 3).join(', ')}${names.length > 3 ? ', …' : ''}`,
    'read the log of one function, "kelvin logs FILE", and name that recording',
  );
}

function coldShareOf(arms: readonly LoggedArm[]): number {
  const [cold, all] = arms.reduce(([some, total], it) => [some + it.cold, total + it.cold + it.warm], [0, 0]);
  return all === 0 ? 0 : cold / all;
}
