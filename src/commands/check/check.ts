import { checkGoal } from '../../scenario/index.js';
import type { RawOptions, Run } from '../command.js';
import { CommandError } from '../command-error.js';
import { emulatorOptionsOf, recordedRun } from '../recorded-run.js';
import { seedOf } from '../seed.js';
import { conclude } from './conclude.js';
import { checkOverridesOf } from './overrides-of.js';
import { performCheck } from './perform-check.js';
import { rehearseCheck } from './rehearse-check.js';
import { askedSides } from './sides/asked-sides.js';
import { scenarioFile } from './sides/implied-scenario.js';

/** Measures two versions of a function in one session and says whether one is worse. Whatever happens is reported. */
export const check: Run = async (argument, options, io) => {
  const seed = seedOf(options);
  refuseReadOnly(options);
  const emulator = emulatorOptionsOf(options, seed);
  const asked = await askedSides(argument, options, io.env);
  const { scenario } = asked;
  const goal = checkGoal(scenario.check, checkOverridesOf(options));
  return recordedRun(scenario, emulator, options, io, {
    perform: (parts) => performCheck({ ...parts, asked, goal, seed, options, io }),
    rehearse: (parts) => rehearseCheck({ ...parts, asked, goal, seed, options, io }),
    conclude: (path) => conclude(path, { file: scenarioFile(argument, options), options, io }),
  });
};

/** Both sides are copies, so that what exists is not touched; but to make a copy is a change of the account. */
function refuseReadOnly({ readOnly }: RawOptions): void {
  if (readOnly !== true) return;
  throw new CommandError(
    'a check measures copies of both versions, which it makes and deletes: with --read-only nothing is made',
    'leave it out and see with --dry-run what would be done, or measure the function as it is with kelvin tune --read-only',
  );
}
