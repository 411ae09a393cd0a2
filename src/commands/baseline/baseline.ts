import { resolve } from 'node:path';
import { askedSides } from '../check/sides/asked-sides.js';
import type { Run } from '../command.js';
import { CommandError } from '../command-error.js';
import { emulatorOptionsOf, recordedRun } from '../recorded-run.js';
import { text } from '../scenario-from-options.js';
import { seedOf } from '../seed.js';
import { keep } from './keep.js';
import { performBaseline } from './perform-baseline.js';
import { timesOf } from './times.js';

/** Measures one side of a check by itself and keeps its recording as the base of later ones. */
export const baseline: Run = async (action, options, io, [, argument, ...more]) => {
  if (action !== 'save') {
    throw new CommandError(`baseline does not know "${action}"`, '"kelvin baseline save" measures and keeps one');
  }
  if (more.length > 0) throw new CommandError(`${more.join(' ')} is too much`, 'name one scenario');
  const seed = seedOf(options);
  const emulator = emulatorOptionsOf(options, seed);
  const times = timesOf(options);
  const file = resolve(text(options.out) ?? 'baseline.jsonl');
  // Of the run itself the folder is the usual one: what is there of it goes on being there when it came to nothing.
  const { out: _, ...run } = options;
  const asked = await askedSides(argument, { ...run, self: true }, io.env);
  return recordedRun(asked.scenario, emulator, run, io, {
    perform: (parts) => performBaseline({ ...parts, asked, times, seed, options: run, io }),
    conclude: async (path) => keep(path, file, io),
  });
};
