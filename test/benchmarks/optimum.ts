import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Result, resultSchema } from '../../src/analysis/index.js';
import { EXIT_CODES } from '../../src/commands/exit-code.js';
import { loadScenario } from '../../src/scenario/index.js';
import { kelvin, ROOT } from '../commands/kelvin.js';
import { predict } from './optimum/prediction.js';
import { WORKS } from './optimum/works.js';

/**
 * `npm run bench:optimum [scenario…]`: for each bundled scenario the size that must come out by its handler's code, and
 * the one that `kelvin tune` recommends. Right is a recommendation that was predicted, or one that the run could not
 * tell from a predicted size. Ends with 1 where one is wrong.
 */
const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(WORKS);

async function tune(file: string): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'kelvin-optimum-'));
  try {
    const { stdout, stderr, code } = await kelvin(['tune', file, '--json', '-', '--out', join(folder, 'run')]);
    // A host with other work leaves nothing to recommend, and that is no wrong answer.
    if (code !== 0 && code !== EXIT_CODES.inconclusive.code) throw new Error(stderr);
    return resultSchema.parse(JSON.parse(stdout));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

let wrong = 0;
let untold = 0;
for (const name of names) {
  const workOf = WORKS[name];
  if (workOf === undefined) throw new Error(`${name} is no bundled scenario: ${Object.keys(WORKS).join(', ')}`);
  const file = join(ROOT, 'scenarios', `${name}.yaml`);
  const work = await workOf();
  const predicted = predict(work, await loadScenario(file));
  const { recommendation } = await tune(file);
  const [recommended, tied] = [recommendation?.memorySizeMB, recommendation?.tiedMemorySizesMB ?? []];
  const isRight = predicted.some((it) => it === recommended || tied.includes(it));
  const isTold = recommended !== undefined;
  if (!isTold) untold += 1;
  else if (!isRight) wrong += 1;
  const others = tied.filter((it) => it !== recommended);
  console.log(
    `${name.padEnd(15)} CPU ${work.cpuMs.toFixed(1)} ms, wait ${work.waitMs} ms, INIT ${work.initMs.toFixed(0)} ms: predicted ${predicted.join(' or ')} MB, ` +
      `measured ${recommended ?? 'nothing'} MB${others.length === 0 ? '' : ` (tied with ${others.join(', ')})`}: ${isTold ? (isRight ? 'right' : 'WRONG') : 'the host was too noisy to tell'}`,
  );
}
console.log(`${names.length - wrong - untold} of ${names.length} right`);
process.exitCode = wrong > 0 ? 1 : untold > 0 ? EXIT_CODES.inconclusive.code : 0;
