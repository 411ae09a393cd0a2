import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Cleanup } from '../../cleanup.js';

/**
 * A shell in a session of its own waits for its input to end and then removes the folder. The input ends with this process,
 * even when that is killed. A build that was killed with it may write for another moment; some tools take away the right
 * to write (Go's module cache).
 */
const KEEPER =
  'trap "" INT TERM HUP; cat >/dev/null; for turn in 1 2 3 4 5; do ' +
  'chmod -R u+w "$1" 2>/dev/null; rm -rf -- "$1" 2>/dev/null && break; sleep 1; done';

/** Twenty thousand files take a slow disk minutes: the keeper goes on with them when this process has ended. */
const LONGEST_WAIT_MS = 5000;

/** A temporary folder that goes with the run, however that ends. */
export async function keptFolder(cleanup: Cleanup): Promise<string> {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'kelvin-check-')));
  const keeper = spawn('/bin/sh', ['-c', KEEPER, 'kelvin-folder', folder], {
    stdio: ['pipe', 'ignore', 'ignore'],
    cwd: '/',
    detached: true,
  });
  const gone = once(keeper, 'exit');
  cleanup.defer(async () => {
    keeper.stdin.end();
    const patience = new AbortController();
    await Promise.race([gone, sleep(LONGEST_WAIT_MS, undefined, { signal: patience.signal }).catch(() => {})]);
    patience.abort();
    keeper.unref();
  });
  return folder;
}
