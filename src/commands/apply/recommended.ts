import { statSync } from 'node:fs';
import { join } from 'node:path';
import { type Analysis, analyse } from '../../analysis/index.js';
import type { PriceBook } from '../../pricing/index.js';
import { type Recording, readRecording, recordingKind } from '../../recording/index.js';
import type { Megabytes } from '../../units/index.js';
import { CommandError } from '../command-error.js';

/** A tuning that recommends a memory size. */
export interface Recommended {
  readonly recording: Recording;
  readonly books: readonly PriceBook[] | undefined;
  readonly recommendation: NonNullable<Analysis['result']['recommendation']>;
  /** Not sure by what the run itself asked for: whoever applies it is told. */
  readonly doubts: readonly string[];
}

const NO_TUNING = {
  logs: 'a log, which has no other memory size to compare with',
  load: 'a load: what it found is not applied by Kelvin yet',
  check: 'a check, which compares code and not memory sizes',
  apply: 'an application already',
} as const;

/** @throws CommandError where there is nothing to apply */
export function readRecommended(argument: string, books: readonly PriceBook[] | undefined): Recommended {
  const isFolder = statSync(argument, { throwIfNoEntry: false })?.isDirectory() ?? false;
  const path = isFolder ? join(argument, 'recording.jsonl') : argument;
  const kind = recordingKind(path);
  if (kind !== 'run') {
    throw new CommandError(
      `${path} is the recording of ${NO_TUNING[kind]}`,
      'name the recording of "kelvin tune", which recommends a memory size',
    );
  }
  const recording = readRecording(path);
  const { result } = analyse(recording, books === undefined ? {} : { books });
  const { recommendation } = result;
  if (recommendation === null) {
    const why = result.warnings[0]?.message ?? 'too little was measured';
    throw new CommandError(`${path} recommends nothing: ${why}`, 'tune the function again, with more invocations');
  }
  return { recording, books, recommendation, doubts: doubtsOf(result) };
}

function doubtsOf({ exploration, endReason, target, recommendation }: Analysis['result']): string[] {
  const others = (recommendation?.tied.length ?? 1) - 1;
  return [
    ...(exploration?.isDecided === false ? ['the tuning was not decided: another memory size may be better'] : []),
    ...(endReason === 'complete' ? [] : [`the tuning did not end in order (${endReason ?? 'it was killed'})`]),
    ...(target.kind === 'emulator' ? ['it was tuned on an emulator, and not where it is applied'] : []),
    ...(target.simulated === undefined ? [] : ['its figures hold simulated cloud noise']),
    ...(exploration === undefined && others > 0
      ? [`${others === 1 ? 'one other memory size' : `${others} other memory sizes`} cannot be told apart from it`]
      : []),
  ];
}

/** The same with what changes against another size of today: a promise is of what the function has now. */
export function againstToday({ recording, books }: Recommended, currentMemorySizeMB: Megabytes): Analysis['result'] {
  const { header } = recording;
  const now = { ...recording, header: { ...header, function: { ...header.function, currentMemorySizeMB } } };
  return analyse(now, books === undefined ? {} : { books }).result;
}
