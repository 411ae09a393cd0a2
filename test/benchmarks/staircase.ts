import { printFigures } from './fidelity/print.js';
import { measureStaircase } from './fidelity/staircase.js';

/**
 * `npm run bench:staircase [invocations]`: the CPU staircase alone. With KELVIN_SHARED_DATA all sizes of AWS's file, which
 * takes two to three minutes, else a few.
 */
const [invocations] = process.argv.slice(2).map(Number);
const { KELVIN_SHARED_DATA } = process.env;
printFigures(
  await measureStaircase({
    ...(invocations === undefined ? {} : { invocations }),
    ...(KELVIN_SHARED_DATA === undefined ? {} : { sharedData: KELVIN_SHARED_DATA }),
  }),
);
