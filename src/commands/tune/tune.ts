import type { Scenario } from '../../scenario/index.js';
import { megabytes } from '../../units/index.js';
import type { RawOptions, Run } from '../command.js';
import { emulatorOptionsOf, recordedRun } from '../recorded-run.js';
import { scenarioFromOptions } from '../scenario-from-options.js';
import { seedOf } from '../seed.js';
import { conclude } from './conclude.js';
import { headerOf } from './header.js';
import { type OpenTarget, openTarget } from './open-target.js';
import { record } from './record.js';
import { refuseReplayOptions } from './replay/refuse.js';

const NOTHING_NAMED = {
  problem: 'there is nothing to tune',
  hint: 'name a scenario (scenarios/cpu-bound.yaml), a handler file, or --function',
};

/** The main job: measure, record, recommend, report. Whatever happens, what was measured is reported and kept. */
export const tune: Run = async (argument, options, io, all) => {
  if (options.replay !== undefined) return (await import('./replay/replay.js')).replay(argument, options, io, all);
  refuseReplayOptions(options);
  const seed = seedOf(options);
  const emulator = emulatorOptionsOf(options, seed);
  const asked = await scenarioFromOptions(argument, options, NOTHING_NAMED);
  return recordedRun(asked, emulator, options, io, {
    perform: async ({ opening, ...parts }) => {
      const target = await openTarget(asked, opening);
      const scenario = withCurrentSize(asked, target, options);
      const architectures = [...target.functions.keys()];
      const header = headerOf({ ...parts, ...target, scenario, architectures, seed, version: io.version });
      await record({ ...parts, ...target, header, scenario, options, io });
    },
    conclude: (path) => conclude(path, options, io),
  });
};

/** Unless the user chose the sizes, the one that an existing function has today is measured too: it is what to beat. */
function withCurrentSize(scenario: Scenario, { configuration }: OpenTarget, options: RawOptions): Scenario {
  const current = configuration.MemorySize;
  if (scenario.function.kind !== 'existing' || options.memory !== undefined || current === undefined) return scenario;
  const sizes = new Set([...scenario.memorySizesMB, megabytes(current)]);
  return { ...scenario, memorySizesMB: [...sizes].sort((a, b) => a - b) };
}
