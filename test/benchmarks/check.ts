import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type CheckResult, checkResultSchema } from '../../src/analysis/index.js';
import { kelvin } from '../commands/kelvin.js';
import { CASES, type Case, CLAIMS, isBroken, lineOf, type Tally, wrongIn } from './check/cases.js';
import { makeFunction } from './check/functions.js';

/**
 * `npm run bench:check`: `kelvin check` on real processes, against functions of which it is known what became of them: the same
 * code, an import that adds 15 % to Init Duration, a handler that takes 30 % longer. Ends with 1 where more went wrong than the
 * issue allows. A check takes half a minute to three.
 *
 * `--a-a 40 --import 20 --handler 20` says how many of each; what stands after `--` is given to every check.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'a-a': { type: 'string', default: '40' },
    import: { type: 'string', default: '20' },
    handler: { type: 'string', default: '20' },
  },
});
const folder = mkdtempSync(join(tmpdir(), 'kelvin-check-'));
const [LOAD_MS, HANDLER_MS] = [60, 40];
const base = makeFunction(join(folder, 'base'), { loadMs: LOAD_MS, handlerMs: HANDLER_MS });

let made = 0;
async function checked(head: string): Promise<CheckResult> {
  made += 1;
  const out = join(folder, `check-${made}`);
  const sides = ['--base', base, '--head', head];
  const { code, stderr } = await kelvin([
    'check',
    join(base, 'index.mjs'),
    ...sides,
    '--no-tui',
    '--out',
    out,
    ...positionals,
  ]);
  if (code === null || ![0, 1, 4].includes(code)) throw new Error(`exit code ${code}: ${stderr}`);
  return checkResultSchema.parse(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')));
}

async function tallied(kind: Case, head: string): Promise<Tally> {
  const wrong: string[] = [];
  const coldStarts: number[] = [];
  for (let n = 0; n < Number(values[kind]); n++) {
    const result = await checked(head);
    const reason = wrongIn(kind, result);
    if (reason !== undefined) wrong.push(reason);
    coldStarts.push(result.head.coldStarts);
    console.error(`${kind} ${n + 1} of ${values[kind]}: ${reason ?? 'right'}; ${result.reason}`);
  }
  return { checks: coldStarts.length, wrong, coldStarts };
}

/** The Init Duration without the import, by a check of its own. */
async function usualInitMs(): Promise<number> {
  const { findings } = await checked(base);
  const usual = findings.find((it) => it.metric === 'initDuration')?.base.median?.value;
  if (usual === undefined) throw new Error('there is no Init Duration');
  return usual;
}

const HEADS: Readonly<Record<Case, () => Promise<string>>> = {
  'a-a': async () => base,
  import: async () =>
    makeFunction(join(folder, 'import'), {
      ...{ loadMs: LOAD_MS, handlerMs: HANDLER_MS },
      importMs: 0.15 * (await usualInitMs()),
    }),
  handler: async () => makeFunction(join(folder, 'handler'), { loadMs: LOAD_MS, handlerMs: 1.3 * HANDLER_MS }),
};

try {
  for (const kind of CASES) {
    if (Number(values[kind]) === 0) continue;
    const tally = await tallied(kind, await HEADS[kind]());
    console.log([lineOf(kind, tally), ...tally.wrong.map((reason) => `  wrong: ${reason}`)].join('\n'));
    if (isBroken(kind, tally)) {
      console.log(`  at most ${CLAIMS[kind].wrongAtMost} of ${CLAIMS[kind].of} may be wrong`);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
