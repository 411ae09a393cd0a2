import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { Bench, isEnforced, whyNotEnforced } from '../harness.js';

let bench: Bench;
before(async () => {
  bench = await Bench.start();
});
after(() => bench.close());

const skip = existsSync('/proc/self/limits') ? false : 'there is no /proc';

test('a process has 1,024 file descriptors, and cannot give itself more', { skip }, async () => {
  const code = `
    const fs = require('node:fs');
    exports.handler = async () => {
      const opened = [];
      let code;
      try { for (;;) opened.push(fs.openSync('/dev/null')) } catch (error) { code = error.code }
      const highest = Math.max(...opened);
      for (const file of opened) fs.closeSync(file);
      const limits = /^Max open files +(\\d+) +(\\d+)/m.exec(fs.readFileSync('/proc/self/limits', 'utf8'));
      return { code, highest, limits: limits.slice(1) };
    };`;
  await bench.create('descriptors', { 'index.js': code });
  const { payload } = await bench.invoke('descriptors');
  assert.deepEqual(payload, { code: 'EMFILE', highest: 1023, limits: ['1024', '1024'] });
});

/** Starts threads that wait in itself and in a child, until there is no room, and says how many there were in all. */
const CROWD = `
import os, threading
threading.stack_size(65536)

def crowd(most):
    stop = threading.Event()
    threads = []
    error = None
    try:
        while len(threads) < most:
            it = threading.Thread(target=stop.wait, daemon=True)
            it.start()
            threads.append(it)
    except RuntimeError as refused:
        error = str(refused)
    def end():
        stop.set()
        for it in threads: it.join()
    return len(threads), error, end

def handler(event, context):
    read, write = os.pipe()
    go, on = os.pipe()
    pid = os.fork()
    if pid == 0:
        _, error, _ = crowd(400)
        os.write(write, b'x')
        os.read(go, 1)
        os._exit(0)
    os.read(read, 1)
    own, error, end = crowd(3000)
    try:
        if os.fork() == 0: os._exit(0)
        fork = None
    except OSError as refused:
        fork = refused.errno
    os.write(on, b'x')
    os.waitpid(pid, 0)
    end()
    return {'threads': own, 'error': error, 'fork': fork, 'cgroup': open('/proc/self/cgroup').read()}
`;

test('an environment has 1,024 processes and threads, all of them together', { skip }, async (t) => {
  if (!isEnforced(bench)) return t.skip(whyNotEnforced(bench));
  await bench.create('crowd', { 'index.py': CROWD }, { Runtime: 'python3.13', MemorySize: 512, Timeout: 60 });
  const { payload } = await bench.invoke('crowd');
  const { threads, error, fork, cgroup, errorType } = payload as Record<string, string | number | null>;
  if (errorType === 'Runtime.InvalidEntrypoint') return t.skip('there is no Python');
  if (!/(pids:|^0::)[^\n]*kelvin/m.test(String(cgroup))) return t.skip('nothing counts processes here');
  const EAGAIN = 11;
  assert.deepEqual([error, fork], ["can't start new thread", EAGAIN]);
  // Beside them: the child with its 400 and the main thread of each, and what the way into the sandbox keeps running.
  assert.ok(Number(threads) <= 1024 - 402 && Number(threads) > 1024 - 402 - 8, `${threads} threads`);
});
