import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism, getPriority } from 'node:os';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

const MODULE = new URL('../../../src/load/driver/pace/come-first.js', import.meta.url).href;
const ROUND_ROBIN = 'SCHED_RR';

/** How the scheduler takes a thread after it has called one of these, and a process that the thread starts then. */
async function standing(call: 'comeFirst' | 'raisePriority'): Promise<{ thread: string; nice: number; child: string }> {
  const program = `
    const { ${call} } = await import(${JSON.stringify(MODULE)});
    const { execFileSync } = await import('node:child_process');
    const { readlinkSync } = await import('node:fs');
    const { getPriority } = await import('node:os');
    const { parentPort } = await import('node:worker_threads');
    const policy = (pid) => execFileSync('sh', ['-c', 'chrt -p ' + pid], { encoding: 'utf8' });
    ${call}();
    const thread = policy(readlinkSync('/proc/thread-self').split('/').at(-1));
    parentPort.postMessage({ thread, nice: getPriority(), child: policy('$$') });`;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`));
  const [[told]] = await Promise.all([once(worker, 'message'), once(worker, 'exit')]);
  return told;
}

/** Whether this machine lets anybody have it, which a container may not. */
const mayTakeRealTime =
  process.platform === 'linux' &&
  availableParallelism() > 1 &&
  spawnSync('chrt', ['--rr', '1', 'true'], { stdio: 'ignore' }).status === 0;
const skip = mayTakeRealTime ? false : 'this machine gives no thread real time';

test('a thread that comes first has real time, and what it starts has not', { skip }, async () => {
  const { thread, child } = await standing('comeFirst');
  assert.match(thread, new RegExp(ROUND_ROBIN));
  assert.doesNotMatch(child, new RegExp(ROUND_ROBIN));
});

test('a thread that never rests is given a higher priority, and shares the CPU', { skip }, async () => {
  const before = getPriority();
  const { thread, nice } = await standing('raisePriority');
  assert.doesNotMatch(thread, new RegExp(ROUND_ROBIN));
  assert.equal(nice, -10);
  assert.equal(getPriority(), before);
});
