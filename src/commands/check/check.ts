import { checkGoal } from '../../scenario/index.js';
import type { Run } from '../command.js';
import { emulatorOptionsOf, recordedRun } from '../recorded-run.js';
import { seedOf } from '../seed.js';
import { conclude } from './conclude.js';
import { checkOverridesOf } from './overrides-of.js';
import { performCheck } from './perform-check.js';
import { askedSides } from './sides/asked-sides.js';

/** Measures two versions of a function in one session and says whether one is worse. Whatever happens is reported. */
export const check: Run = async (argument, options, io) => {
  const seed = seedOf(options);
  const emulator = emulatorOptionsOf(options, seed);
  const asked = await askedSides(argument, options, io.env);
  const { scenario } = asked;
  const goal = checkGoal(scenario.check, checkOverridesOf(options));
  return recordedRun(scenario, emulator, options, io, {
    perform: (parts) => performCheck({ ...parts, asked, goal, seed, options, io }),
    conclude: (path) => conclude(path, options, io),
  });
};
