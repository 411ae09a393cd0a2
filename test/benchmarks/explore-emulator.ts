import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXIT_CODES } from '../../src/commands/exit-code.js';
import { loadScenario } from '../../src/scenario/index.js';
import { ROOT } from '../commands/kelvin.js';
import { askedBench } from './explore-emulator/asked.js';
import { candidateSizes } from './explore-emulator/candidate-sizes.js';
import { LEGEND, type Row, tableOf } from './explore-emulator/table.js';
import { explore, runExhaustively } from './explore-emulator/tune.js';
import { verdictOn } from './explore-emulator/verdict.js';

/**
 * `npm run bench:explore-emulator`: each bundled scenario measured exhaustively at 20 memory sizes, 30 times warm each, and
 * explored over the same sizes with a fifth of that; whether both say the same. Ends with 1 where they do not, with 4 where
 * the host was too noisy to tell. Takes some minutes a scenario.
 *
 * `--scenarios mixed,python`, `--repeat 3` (explores so often against one exhaustive run), `--sizes 12`, `--cold`, `--warm`
 * and `--max-invocations` as `kelvin tune` has them. `--out FOLDER` keeps the recordings, and takes an exhaustive one that
 * is there.
 */
const asked = askedBench();
const folder = asked.out ?? mkdtempSync(join(tmpdir(), 'kelvin-explore-emulator-'));

async function rowsOf(scenario: string): Promise<Row[]> {
  const { memorySizesMB } = await loadScenario(join(ROOT, 'scenarios', `${scenario}.yaml`));
  const sizes = candidateSizes(memorySizesMB, asked.sizes);
  console.error(`${scenario}: ${sizes.join(', ')} MB`);
  const exhaustive = await runExhaustively(scenario, sizes, asked, folder);
  const rows: Row[] = [];
  for (let time = 1; time <= asked.repeat; time++) {
    const explored = await explore(scenario, sizes, asked, mkdtempSync(join(folder, `${scenario}-explored-`)));
    rows.push({ scenario, exhaustive, explored, verdict: verdictOn(explored.result, exhaustive) });
  }
  return rows;
}

const rows: Row[] = [];
try {
  for (const scenario of asked.scenarios) rows.push(...(await rowsOf(scenario)));
} finally {
  if (asked.out === undefined) rmSync(folder, { recursive: true, force: true });
}
const having = (agreement: Row['verdict']['agreement']): number =>
  rows.filter(({ verdict }) => verdict.agreement === agreement).length;
const wrong = having('WRONG');
const untold = having('too noisy');
const undecided = having('undecided');
const overspent = rows.filter(({ explored }) => explored.recording.measurements.length > asked.maxInvocations).length;
console.log([...tableOf(rows), '', ...LEGEND].join('\n'));
console.log(
  `${having('the same')} of ${rows.length} the same, ${having('tied')} tied with it, ${having('within regret')} within the regret asked for, ` +
    `${undecided} not decided with so few, ${wrong} wrong, ${untold} too noisy to tell; ${overspent === 0 ? 'none' : overspent} took more than ${asked.maxInvocations} invocations`,
);
process.exitCode = wrong + overspent > 0 ? 1 : untold + undecided > 0 ? EXIT_CODES.inconclusive.code : 0;
