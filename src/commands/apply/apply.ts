import type { Io, RawOptions, Run } from '../command.js';
import { CommandError } from '../command-error.js';
import type { Exit } from '../exit-code.js';
import { namedFunction } from '../named-function.js';
import { ownBooks } from '../prices.js';
import { recordedRun } from '../recorded-run.js';
import { valuesOf } from '../repeated.js';
import { text } from '../scenario-from-options.js';
import { askedOf } from './asked.js';
import { conclude } from './conclude.js';
import { runDiff } from './diff/run-diff.js';
import { functionOf } from './find-target.js';
import { perform } from './perform.js';
import { type Recommended, readRecommended } from './recommended.js';
import { rehearseApply } from './rehearse.js';
import { sendingFor } from './sending.js';

/** Sets what a tuning has recommended, after showing it and asking, if a fresh measurement says that its promise holds. */
export const apply: Run = async (argument = '', options, io) => {
  const books = ownBooks(options);
  const recommended = readRecommended(argument, books);
  if (options.diff !== undefined) return diff(recommended, options, io);
  for (const flag of ['resource', 'write'] as const) {
    if (options[flag] !== undefined)
      throw new CommandError(`--${flag} goes with --diff`, 'name your files with --diff');
  }
  const asked = askedOf(options);
  const { header } = recommended.recording;
  const named = namedFunction(options);
  const name = functionOf(header, named);
  const sending = await sendingFor(header, options);
  const tunedIn = header.target.kind === 'emulator' ? undefined : header.target.region;
  const region = text(options.region) ?? named?.region ?? tunedIn;
  const what = { recommended, asked, name, sending, ...(region === undefined ? {} : { region }) };
  let isNothingToDo = false;
  const done = await recordedRun(
    { name: `apply-${header.scenario.name}`, ...(region === undefined ? {} : { region }) },
    {},
    options,
    io,
    {
      perform: async (parts) => {
        isNothingToDo = (await perform(what, parts, options, io)) === 'nothing-to-do';
      },
      rehearse: (parts) => rehearseApply(what, parts, options, io),
      conclude: (path) => conclude(path, books, options, io),
    },
  );
  // There is no recording then, which would be a failure of any other run.
  return isNothingToDo ? 'ok' : done;
};

function diff({ recording: { header }, recommendation }: Recommended, options: RawOptions, io: Io): Exit {
  const { handler, currentMemorySizeMB, name } = header.function;
  const resource = text(options.resource);
  const wanted = {
    functionName: text(options.function) ?? name,
    ...(handler === undefined ? {} : { handler }),
    ...(resource === undefined ? {} : { resource }),
    memorySizeMB: recommendation.memorySizeMB,
    ...(currentMemorySizeMB === null ? {} : { currentMemorySizeMB }),
    ...architecturesOf(recommendation),
  };
  return runDiff({ paths: valuesOf(options.diff), wanted, write: options.write === true }, io);
}

/** Where it is not the one that the function has. */
function architecturesOf({ architecture, versusCurrent }: Recommended['recommendation']) {
  const current = versusCurrent?.currentArchitecture;
  return current === undefined ? {} : { architecture, currentArchitecture: current };
}
