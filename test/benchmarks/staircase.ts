import { measureBoost } from './fidelity/boost.js';
import type { FigureSet } from './fidelity/figure.js';
import { printFigures } from './fidelity/print.js';
import { measureStaircase } from './fidelity/staircase.js';
import { measureThreads } from './fidelity/threads.js';

/**
 * `npm run bench:staircase [staircase|threads|boost] [invocations]`: what concerns the CPU alone, all three or one of them.
 * With KELVIN_SHARED_DATA the staircase has all sizes of AWS's file, which takes two to three minutes, else a few.
 */
const [only, invocations] = process.argv.slice(2);
const { KELVIN_SHARED_DATA } = process.env;
const MEASURES: Readonly<Record<string, () => Promise<FigureSet>>> = {
  staircase: () =>
    measureStaircase({
      ...(invocations === undefined ? {} : { invocations: Number(invocations) }),
      ...(KELVIN_SHARED_DATA === undefined ? {} : { sharedData: KELVIN_SHARED_DATA }),
    }),
  threads: measureThreads,
  boost: measureBoost,
};
for (const [name, measure] of Object.entries(MEASURES)) {
  if (only === undefined || only === name) printFigures(await measure());
}
process.exit();
