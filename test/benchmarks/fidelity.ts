import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { cpus, release, tmpdir, type } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Bench } from '../emulator/harness.js';
import { awsBand } from './fidelity/aws-band.js';
import { startBurner } from './fidelity/burner.js';
import { chosen, run } from './fidelity/part.js';
import { partsOf } from './fidelity/parts.js';
import { renderFidelity } from './fidelity/report.js';
import { linesOf } from './fidelity/table.js';
import { EXIT, type Outcome, together, verdictOf } from './fidelity/verdict.js';

/**
 * `npm run bench:fidelity`: how far the emulator's numbers are from AWS's, part by part, and a page with the staircase.
 * `--only staircase,memory` measures these alone, `--burn` has another process keep one core busy meanwhile, `--out` is
 * the folder for the page. Ends with 0 within the bounds, 1 outside, 3 where something could not be measured, 4 where a
 * bound is not met and the host had so much other work that it may be why.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    burn: { type: 'boolean', default: false },
    out: { type: 'string' },
  },
});
const { KELVIN_SHARED_DATA: sharedData } = process.env;
const only = values.only.split(',').filter((it) => it !== '');
const parts = chosen(partsOf(sharedData), only);

/** What holds the functions to their shares here. */
async function limitsText(): Promise<string> {
  const bench = await Bench.start();
  const { cpu } = bench.emulator.facts;
  await bench.close();
  return cpu.enforced ? `CPU by ${cpu.backend}` : `CPU is not enforced: ${cpu.reason}`;
}

const limits = await limitsText();
const host = `${cpus()[0]?.model.trim() ?? 'a processor'}, ${cpus().length} CPUs, ${type()} ${release()}`;
console.log(`${host}; ${limits}${values.burn ? '; another process has one core busy' : ''}`);
if (sharedData === undefined) console.log('KELVIN_SHARED_DATA is not set: the staircase has only a few sizes');

const burner = values.burn ? startBurner() : undefined;
const outcomes: Outcome[] = [];
try {
  for (const part of parts) {
    const outcome = await run(part, burner === undefined ? [] : [burner.pid]);
    outcomes.push(outcome);
    console.log(`\n${linesOf(outcome).join('\n')}`);
  }
} finally {
  await burner?.close();
}

const folder = values.out ?? mkdtempSync(join(tmpdir(), 'kelvin-fidelity-'));
mkdirSync(folder, { recursive: true });
const page = join(folder, 'fidelity.html');
const about = { at: new Date().toISOString(), host, limits, burning: values.burn };
writeFileSync(page, await renderFidelity(outcomes, awsBand(sharedData), about));
const verdict = together(outcomes.map(verdictOf));
console.log(`\nfidelity: ${verdict}\n${page}`);
process.exitCode = EXIT[verdict];
