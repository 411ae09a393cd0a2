import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Scenario } from '../../scenario/index.js';
import { megabytes } from '../../units/index.js';
import { Cleanup } from '../cleanup.js';
import type { RawOptions, Run } from '../command.js';
import { CommandError } from '../command-error.js';
import { endpointOf } from '../endpoint.js';
import type { Exit } from '../exit-code.js';
import { endOnSignals, RunControl } from '../interrupt.js';
import { limitsOf } from '../limits.js';
import { networkOf } from '../network-option.js';
import { noiseArguments, noiseOf } from '../noise.js';
import { priceCheck, pricedRegion } from '../price-check.js';
import { ownBooks } from '../prices.js';
import { runFolder } from '../run-folder.js';
import { scenarioFromOptions } from '../scenario-from-options.js';
import { seedOf } from '../seed.js';
import { Troubles } from '../troubles.js';
import { conclude } from './conclude.js';
import { headerOf } from './header.js';
import { type OpenTarget, openTarget } from './open-target.js';
import { record } from './record.js';

const NOTHING_NAMED = {
  problem: 'there is nothing to tune',
  hint: 'name a scenario (scenarios/cpu-bound.yaml), a handler file, or --function',
};

/** The main job: measure, record, recommend, report. Whatever happens, what was measured is reported and kept. */
export const tune: Run = async (argument, options, io) => {
  const seed = seedOf(options);
  const noise = noiseOf(options, () => seed);
  const limits = limitsOf(options);
  const asked = await scenarioFromOptions(argument, options, NOTHING_NAMED);
  const startedAt = new Date();
  const books = ownBooks(options);
  const checkPrices = priceCheck(startedAt, books);
  // The SDK's chain may name the region instead; then the check comes when it is known.
  if (asked.region !== undefined) checkPrices(asked.region, []);
  const folder = runFolder(asked.name, startedAt, typeof options.out === 'string' ? options.out : undefined);
  const path = join(folder, 'recording.jsonl');
  if (existsSync(path)) throw new CommandError(`${path} exists already`, 'name a new folder with --out');
  const control = new RunControl();
  const signals = endOnSignals(control, () => process.exit(130));
  const cleanup = new Cleanup();
  const troubles = new Troubles();
  await troubles.noting(async () => {
    const target = await openTarget(asked, {
      ...endpointOf(options),
      ...(noise === undefined ? {} : { noise: noiseArguments(noise) }),
      ...networkOf(options),
      ...limits,
      folder,
      cli: io.cli,
      signal: control.signal,
      cleanup,
      checkPrices,
      pricedRegion: (region) => pricedRegion(region, checkPrices, io),
    });
    const scenario = withCurrentSize(asked, target, options);
    const architectures = [...target.functions.keys()];
    const header = headerOf({ ...target, scenario, architectures, startedAt, seed, version: io.version, books });
    await record({ ...target, path, header, scenario, control, interrupt: signals.interrupt, options, io });
  });
  troubles.add(...(await cleanup.run()));
  let exit: Exit = 'failed';
  await troubles.noting(async () => {
    if (existsSync(path)) exit = await conclude(path, options, io);
  });
  signals.forget();
  troubles.throwAny(control.reason !== undefined);
  return control.reason === 'interrupted' ? 'interrupted' : exit;
};

/** Unless the user chose the sizes, the one that an existing function has today is measured too: it is what to beat. */
function withCurrentSize(scenario: Scenario, { configuration }: OpenTarget, options: RawOptions): Scenario {
  const current = configuration.MemorySize;
  if (scenario.function.kind !== 'existing' || options.memory !== undefined || current === undefined) return scenario;
  const sizes = new Set([...scenario.memorySizesMB, megabytes(current)]);
  return { ...scenario, memorySizesMB: [...sizes].sort((a, b) => a - b) };
}
