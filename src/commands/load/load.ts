import type { Run } from '../command.js';
import { provisionedOption } from '../provisioned-option.js';
import { emulatorOptionsOf, recordedRun } from '../recorded-run.js';
import { seedOf } from '../seed.js';
import { checkReadOnlyLoad } from './as-it-is.js';
import { boundsOf } from './bounds.js';
import { conclude } from './conclude.js';
import { checkOnLatestLoad } from './on-latest.js';
import { performLoad } from './perform-load.js';
import { scenarioOf } from './read-scenario.js';
import { rehearseLoad } from './rehearse-load.js';

/** Puts functions under load, records every request, and says what held. Whatever happens, what was sent is reported. */
export const load: Run = async (argument, options, io) => {
  const seed = seedOf(options);
  const emulator = emulatorOptionsOf(options, seed);
  const bounds = boundsOf(options);
  const scenario = await scenarioOf(argument, options);
  checkReadOnlyLoad(scenario, options);
  checkOnLatestLoad(scenario, options);
  provisionedOption(options);
  return recordedRun(scenario, emulator, options, io, {
    perform: (parts) => performLoad({ ...parts, scenario, bounds, seed, options, io }),
    rehearse: (parts) => rehearseLoad({ ...parts, scenario, bounds, seed, options, io }),
    conclude: (path) => conclude(path, options, io),
  });
};
