import type { Run } from '../command.js';
import { emulatorOptionsOf, recordedRun } from '../recorded-run.js';
import { scenarioFromOptions } from '../scenario-from-options.js';
import { seedOf } from '../seed.js';
import { candidatesOn } from './candidates.js';
import { conclude } from './conclude.js';
import { headerOf } from './header.js';
import { openTarget } from './open-target.js';
import { record } from './record.js';

const NOTHING_NAMED = {
  problem: 'there is nothing to tune',
  hint: 'name a scenario (scenarios/cpu-bound.yaml), a handler file, or --function',
};

/** The main job: measure, record, recommend, report. Whatever happens, what was measured is reported and kept. */
export const tune: Run = async (argument, options, io) => {
  const seed = seedOf(options);
  const emulator = emulatorOptionsOf(options, seed);
  const asked = await scenarioFromOptions(argument, options, NOTHING_NAMED);
  return recordedRun(asked, emulator, options, io, {
    perform: async ({ opening, ...parts }) => {
      const target = await openTarget(asked, opening);
      const scenario = candidatesOn(target, asked, options, io);
      const architectures = [...target.functions.keys()];
      const header = headerOf({ ...parts, ...target, scenario, architectures, seed, version: io.version });
      await record({ ...parts, ...target, header, scenario, options, io });
    },
    conclude: (path) => conclude(path, options, io),
  });
};
