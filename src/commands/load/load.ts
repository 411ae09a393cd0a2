import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Cleanup } from '../cleanup.js';
import type { Run } from '../command.js';
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
import { text } from '../scenario-from-options.js';
import { seedOf } from '../seed.js';
import { Troubles } from '../troubles.js';
import { boundsOf } from './bounds.js';
import { conclude } from './conclude.js';
import { performLoad } from './perform-load.js';
import { scenarioOf } from './read-scenario.js';

/** Puts functions under load, records every request, and says what held. Whatever happens, what was sent is reported. */
export const load: Run = async (argument, options, io) => {
  const seed = seedOf(options);
  const noise = noiseOf(options, () => seed);
  const emulator = { ...limitsOf(options), ...networkOf(options) };
  const bounds = boundsOf(options);
  const scenario = await scenarioOf(argument, options);
  const startedAt = new Date();
  const books = ownBooks(options);
  const checkPrices = priceCheck(startedAt, books);
  // The SDK's chain may name the region instead; then the check comes when it is known.
  if (scenario.region !== undefined) checkPrices(scenario.region, []);
  const folder = runFolder(scenario.name, startedAt, text(options.out));
  const path = join(folder, 'recording.jsonl');
  if (existsSync(path)) throw new CommandError(`${path} exists already`, 'name a new folder with --out');
  const control = new RunControl();
  const signals = endOnSignals(control, () => process.exit(130));
  const cleanup = new Cleanup();
  const troubles = new Troubles();
  await troubles.noting(() =>
    performLoad({
      ...{ scenario, bounds, seed, startedAt, books, path, control, options, io },
      interrupt: signals.interrupt,
      opening: {
        ...endpointOf(options),
        ...(noise === undefined ? {} : { noise: noiseArguments(noise) }),
        ...emulator,
        ...{ folder, cli: io.cli, signal: control.signal, cleanup, checkPrices },
        pricedRegion: (region) => pricedRegion(region, checkPrices, io),
      },
    }),
  );
  troubles.add(...(await cleanup.run()));
  let exit: Exit = 'failed';
  await troubles.noting(async () => {
    if (existsSync(path)) exit = await conclude(path, options, io);
  });
  signals.forget();
  troubles.throwAny(control.reason !== undefined);
  return control.reason === 'interrupted' ? 'interrupted' : exit;
};
