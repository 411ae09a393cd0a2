import { execFile } from 'node:child_process';
import { pbkdf2Sync } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../commands/kelvin.js';
import type { Work } from './prediction.js';

const run = promisify(execFile);
const SCENARIOS = join(ROOT, 'scenarios');

/** A runtime with nothing in it: Node.js starts in some 60 ms and takes some 45 MB. */
const EMPTY = { initMs: 60, heldMB: 50 } as const;

/** The least of a few, in CPU time: whatever else the machine does only adds to it. */
function cpuMsOf(work: () => void): number {
  const times = Array.from({ length: 7 }, () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}

/** As the handlers of cpu-bound and mixed derive keys. */
const pbkdf2Ms = (rounds: number): number =>
  cpuMsOf(() => pbkdf2Sync('correct horse battery staple', 'sodium chloride', rounds, 32, 'sha512'));

/** What a command prints of itself, as a number. */
async function numberFrom(command: string, args: readonly string[]): Promise<number> {
  const { stdout } = await run(command, [...args], { cwd: SCENARIOS });
  return Number(stdout.trim());
}

/** CPU time of loading a module, beyond that of an empty program. */
const importMs = (path: string): Promise<number> =>
  numberFrom(process.execPath, [
    '--input-type=module',
    '-e',
    `const s = process.cpuUsage(); await import(${JSON.stringify(path)}); const { user, system } = process.cpuUsage(s); console.log((user + system) / 1000)`,
  ]);

const PYTHON_BATCH = `
import sys, json, time
sys.path.insert(0, 'python')
from lambda_function import lambda_handler
event = json.load(open('python/large-batch.json'))
times = []
for _ in range(7):
    begin = time.process_time(); lambda_handler(event, None); times.append(time.process_time() - begin)
print(min(times) * 1000)
`;

const BASH_SIEVE = `source custom-runtime/function.sh; TIMEFORMAT=%U
times=(); for i in 1 2 3 4 5; do times+=("$( { time handler '{"below": 2000}'; } 2>&1 )"); done
printf '%s\\n' "\${times[@]}" | sort -n | head -1 | awk '{ print $1 * 1000 }'`;

/**
 * What each bundled scenario's code does, read in its handler, with the CPU times that this host needs for it: the same
 * code, run by itself, outside any quota.
 */
export const WORKS: Readonly<Record<string, () => Promise<Work>>> = {
  // One key of 120,000 rounds, nothing else (ROUNDS).
  'cpu-bound': async () => ({ ...EMPTY, cpuMs: pbkdf2Ms(120_000), waitMs: 0 }),
  // Two requests one after the other to a backend that answers after 40 ms; each costs half a millisecond or so.
  'io-bound': async () => ({ ...EMPTY, cpuMs: 1.5, waitMs: 80 }),
  // A request of 30 ms, then a key of 14,000 rounds.
  mixed: async () => ({ ...EMPTY, cpuMs: 1 + pbkdf2Ms(14_000), waitMs: 30 }),
  // 16 buffers of 8 MB beside Node.js, a wait of 40 ms, one byte of each of 32,768 pages.
  'memory-hungry': async () => ({ ...EMPTY, cpuMs: 2, waitMs: 40, heldMB: 128 + 12 }),
  // 500 validators at load, a check that takes a tenth of a millisecond afterwards.
  'heavy-init': async () => ({
    ...EMPTY,
    ...{ cpuMs: 0.3, waitMs: 0, initMs: EMPTY.initMs + (await importMs(join(SCENARIOS, 'heavy-init/index.mjs'))) },
  }),
  // One batch in four is large, so p95 is that of large batches.
  python: async () => ({ cpuMs: await numberFrom('python3', ['-c', PYTHON_BATCH]), waitMs: 0, initMs: 60, heldMB: 30 }),
  // A sieve in Bash, and the Runtime API over /dev/tcp, some 5 ms of it.
  'custom-runtime': async () => ({
    ...{ cpuMs: 5 + (await numberFrom('bash', ['-c', BASH_SIEVE])), waitMs: 0, initMs: 10, heldMB: 10 },
  }),
};
