import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Bench } from './harness.js';

/**
 * What a function sees of its machine, against what functions on Lambda have shown: `ps -ef`, `df -h` and `id` in a
 * python3.7 function with extensions (README of a python-lambdash, 2020-11):
 *
 *     UID        PID  PPID  C STIME TTY          TIME CMD
 *     994          1     0  0 16:41 ?        00:00:00 /var/rapid/init --enable-extensions --bootstrap /var/runtime/bootstrap
 *     994          7     1  0 16:41 ?        00:00:00 /var/lang/bin/python3.7 /var/runtime/bootstrap
 *     994         24     7  0 16:50 ?        00:00:00 ps -ef
 *
 *     Filesystem      Size  Used Avail Use% Mounted on
 *     /dev/root       7.8G  6.6G  1.3G  85% /
 *     /dev/vdd        526M  872K  514M   1% /tmp
 *
 * The user's name is sbx_user1051, its home does not exist, and nothing but /tmp can be written to.
 */
const bench = await Bench.start();
after(() => bench.close());
const { sandbox } = bench.emulator.facts;
const isRoot = process.getuid?.() === 0;

before(async () => {
  const source = `const { execSync } = require('node:child_process');
    const fs = require('node:fs');
    exports.handler = async ({ command, code }) => command === undefined ? eval(code) : execSync(command + ' 2>&1; true').toString();`;
  await bench.create(
    'looks',
    { 'index.js': source },
    { Environment: { Variables: { SAID: 'it\'s \\ $HOME `x`\n"y"' } } },
  );
});

async function seen(what: object): Promise<unknown> {
  const { payload, functionError } = await bench.invoke('looks', what);
  assert.equal(functionError, undefined, JSON.stringify(payload));
  return payload;
}

describe('a function sees', { skip: !sandbox.enforced && sandbox.reason }, () => {
  const hasOwnProcesses = sandbox.enforced && sandbox.processes === 'own';

  test('no processes but those of its environment, its own as number 7 or above', async (t) => {
    if (!hasOwnProcesses) return t.skip('processes are shared here');
    const pids = (await seen({
      code: 'fs.readdirSync("/proc").filter((it) => /^\\d+$/.test(it)).map(Number)',
    })) as number[];
    const own = (await seen({ code: 'process.pid' })) as number;
    assert.ok(own >= 7 && own < 20, `${own}`);
    assert.deepEqual(pids, [1, own]);
  });
  test('nobody left in the process table that has died, whoever its parent was', async (t) => {
    if (!hasOwnProcesses) return t.skip('processes are shared here');
    await seen({ command: 'for i in 1 2 3 4 5; do (sh -c "exit 0" &) ; done' });
    const left = 'left=$(grep -h ^State: /proc/[0-9]*/status | grep -c Z)';
    // A moment after its end, which is longer on a busy machine.
    const gone = `for i in $(seq 100); do ${left}; [ $left = 0 ] && break; sleep 0.1; done; echo $left`;
    assert.equal(await seen({ command: gone }), '0\n');
  });
  test('none of its variables in what others can read of its start', async (t) => {
    if (!hasOwnProcesses) return t.skip('processes are shared here');
    const lines = (await seen({ command: 'cat /proc/[0-9]*/cmdline | tr "\\0" " "' })) as string;
    assert.doesNotMatch(lines, /AWS_SECRET_ACCESS_KEY|it's/);
  });
  test('its variables as they were set, and none that a shell adds', async () => {
    const variables = (await seen({ code: '({ ...process.env })' })) as Record<string, string>;
    assert.equal(variables.SAID, 'it\'s \\ $HOME `x`\n"y"');
    assert.equal(variables.PWD, '/var/task');
    for (const name of ['HOME', 'OLDPWD', 'USER', 'LOGNAME', 'SHELL', 'TERM', '_'])
      assert.equal(variables[name], undefined, name);
  });
  test('no folder that it can write to but /tmp', async () => {
    const folders = '/ /etc /usr /var /var/task /opt /home /root /run /dev /dev/shm /sys /proc /mnt /srv';
    const written = `for it in ${folders}; do touch $it/new-of-kelvin 2>/dev/null && echo $it; done; touch /tmp/new && echo /tmp`;
    assert.equal(await seen({ command: written }), '/tmp\n');
  });
  test('no control group', async () => {
    assert.deepEqual(
      await seen({ code: 'fs.existsSync("/sys/fs/cgroup") ? fs.readdirSync("/sys/fs/cgroup") : []' }),
      [],
    );
  });
  test('itself as a user by Lambda’s name, without rights', async (t) => {
    const isRefused = sandbox.enforced && sandbox.refused?.some((it) => /^(users|Lambda's user id)/.test(it));
    if (isRefused === true) return t.skip('refused here');
    const status = (await seen({ command: 'grep -E "^(Cap|NoNewPrivs|Groups)" /proc/self/status' })) as string;
    assert.match(status, /CapPrm:\t0{16}\nCapEff:\t0{16}\n/);
    if (isRoot) {
      assert.equal(await seen({ command: 'id -un' }), 'sbx_user1051\n');
      assert.match(status, /NoNewPrivs:\t1/);
    } else {
      assert.equal(await seen({ command: 'id' }), 'uid=993(sbx_user1051) gid=990 groups=990\n');
    }
  });
  test('a machine with the memory of its size, of which there is less the more it has used', async (t) => {
    if (sandbox.enforced && sandbox.refused?.some((it) => it.includes('meminfo'))) return t.skip('refused here');
    const code = '({ total: require("node:os").totalmem(), free: require("node:os").freemem() })';
    const { total, free } = (await seen({ code })) as { total: number; free: number };
    assert.equal(total, 1769 * 1_048_576);
    // It was looked at before: this is not the first invocation.
    assert.ok(free < total - 20 * 1_048_576, `${free}`);
    const fill = 'globalThis.kept = Buffer.alloc(200 * 1_048_576, 1); 0';
    const { report } = await bench.invoke('looks', { code: fill });
    const after = (await seen({ code })) as { free: number };
    assert.equal(after.free, (1769 - report.maxMemoryUsedMB) * 1_048_576);
  });
  test('a heap that its memory size decides, and not the memory of the host', async () => {
    // 1,593 MB of old space and three semi-spaces of 128 at most: what AWS's flags make of 1,769 MB.
    const limit = (await seen({ code: 'require("node:v8").getHeapStatistics().heap_size_limit' })) as number;
    assert.ok(limit > 1593 * 1_048_576 && limit < 2000 * 1_048_576, `${limit}`);
  });
  test('nothing of another: neither shared memory nor a host name', async (t) => {
    if (!hasOwnProcesses) return t.skip('these are shared here');
    assert.match((await seen({ command: 'hostname' })) as string, /^169\.254\.\d+\.\d+\n$/);
    assert.equal(await seen({ command: 'tail -n +2 /proc/sysvipc/shm' }), '');
  });
});
