import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { chooseSandbox } from '../../../../src/emulator/environment/sandbox/choose.js';
import { noSandbox } from '../../../../src/emulator/environment/sandbox/none.js';
import { deathOptions, findProgram } from '../../../../src/emulator/environment/sandbox/programs.js';
import type { Contents, EnvironmentSandbox } from '../../../../src/emulator/environment/sandbox/sandbox.js';
import { unprivileged } from '../../../../src/emulator/environment/sandbox/unprivileged.js';
import { noLimits } from '../../../../src/emulator/limits/none.js';
import { megabytes } from '../../../../src/units/index.js';
import { isRunning } from '../../host-processes.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'emulator-sandbox ')));
const uid = process.getuid?.() ?? 1;
const sandbox = await chooseSandbox({ platform: process.platform, uid, workFolder: root });
after(async () => {
  await sandbox.close();
  rmSync(root, { recursive: true, force: true });
});
const { enforcement } = sandbox;
const skip = !enforcement.enforced && `no sandbox here: ${enforcement.reason}`;

function folder(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(root, name);
  mkdirSync(path, { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(join(path, file), content);
  return path;
}

const code = folder('code', { 'index.js': 'the package' });
const contents: Contents = {
  package: code,
  layers: folder('layers', { lib: 'a layer' }),
  runtime: folder('runtime', { 'bootstrap.cjs': 'console.log(process.execPath, __filename)' }),
  language: dirname(dirname(realpathSync(process.execPath))),
};

/** What a shell command prints inside. */
async function inside(environment: EnvironmentSandbox, command: string): Promise<string> {
  const { prefix, become } = await environment.settle();
  const [program = '', ...args] = [...prefix, ...become, '/bin/sh', '-c', command];
  const { stdout } = await promisify(execFile)(program, args);
  return stdout.trim();
}

/** Of the host; without the small disks that tests beside make and remove in folders of their own. */
const mounts = (): string[] =>
  readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter((line) => !/\/kelvin-\S* .*- tmpfs /.test(line));

describe('in a sandbox', { skip }, () => {
  test('a function finds its package, its layers and its runtime where Lambda has them', async () => {
    const environment = sandbox.environment('places', contents);
    assert.deepEqual(environment.paths, {
      taskRoot: '/var/task',
      runtimeDir: '/var/runtime',
      optDir: '/opt',
      langDir: '/var/lang',
      tmpDir: '/tmp',
    });
    assert.equal(await inside(environment, 'cat /var/task/index.js'), 'the package');
    assert.equal(await inside(environment, 'cat /opt/lib'), 'a layer');
    assert.equal(
      await inside(environment, '/var/lang/bin/node /var/runtime/bootstrap.cjs'),
      '/var/lang/bin/node /var/runtime/bootstrap.cjs',
    );
    await environment.remove();
  });
  test('it can write to /tmp alone, which is its own and kept for its next process', async () => {
    const [one, other] = ['one', 'other'].map((id) => sandbox.environment(id, contents));
    assert.ok(one !== undefined && other !== undefined);
    for (const path of ['/var/task', '/opt', '/var/runtime', '/var']) {
      await assert.rejects(inside(one, `touch ${path}/new`), /Read-only file system/);
    }
    assert.equal(await inside(one, 'ls -A /tmp && touch /tmp/kept'), '');
    assert.equal(await inside(one, 'ls /tmp'), 'kept');
    assert.equal(await inside(other, 'ls -A /tmp'), '');
    assert.equal(await inside(one, 'stat -c %a /tmp'), '1777');
    await Promise.all([one.remove(), other.remove()]);
  });
  test("it sees neither the emulator's folder nor the homes of the host", async () => {
    const environment = sandbox.environment('hidden', contents);
    assert.equal(await inside(environment, `ls -A "${root}" || true`), '');
    assert.equal(await inside(environment, 'ls -A /root; ls -A /home'), '');
    await environment.remove();
  });
  test('one of root is another user in each environment, who may end no process but its own', async (t) => {
    if (uid !== 0) return t.skip('only root can become other users');
    const [one, other] = ['user-one', 'user-other'].map((id) => sandbox.environment(id, contents));
    assert.ok(one !== undefined && other !== undefined);
    const [id, otherId] = await Promise.all([inside(one, 'id -u'), inside(other, 'id -u')]);
    assert.notEqual(id, '0');
    assert.notEqual(id, otherId);
    assert.equal(await inside(one, 'id -un; stat -c %U /tmp'), 'sbx_user1051\nsbx_user1051');
    await assert.rejects(inside(one, `kill -0 ${process.pid}`), /not permitted|No such process/);
    await assert.rejects(inside(one, `cat /proc/${process.pid}/environ`), /Permission denied|No such file/);
    await assert.rejects(inside(one, 'umount /root'), /must be superuser|not permitted|not mounted/);
    await assert.rejects(inside(one, 'touch /dev/shm/new'), /Read-only file system|No such file/);
    await assert.rejects(inside(one, 'touch /etc/new'), /Permission denied|Read-only/);
    await Promise.all([one.remove(), other.remove()]);
  });
  test('it sees no folder of the state, wherever that is', async (t) => {
    // Beside the other places that are mounted over anyway.
    const stateFolder = await mkdtemp('/srv/kelvin-state-').catch(() => undefined);
    if (stateFolder === undefined) return t.skip('no right to write to /srv');
    t.after(() => rmSync(stateFolder, { recursive: true, force: true }));
    mkdirSync(join(stateFolder, 'layers'));
    writeFileSync(join(stateFolder, 'layers', 'lib'), 'kept');
    const workFolder = folder('with-state', {});
    const own = await chooseSandbox({ platform: process.platform, uid, workFolder, stateFolder });
    const environment = own.environment('state', { ...contents, layers: join(stateFolder, 'layers') });
    assert.equal(await inside(environment, `cat /opt/lib; ls -A ${stateFolder}`), 'kept');
    await environment.remove();
    await own.close();
  });
  test('it knows itself by the name under which extensions listen, with layers at an address of its own', async () => {
    const [one, other] = ['a1b2c3', 'a1b2c4'].map((id) => sandbox.environment(id, contents));
    assert.ok(one !== undefined && other !== undefined);
    assert.deepEqual([one.loopback, other.loopback], ['127.162.178.196', '127.162.178.197']);
    assert.match(await inside(one, 'cat /etc/hosts'), /^127\.162\.178\.196 sandbox\.localdomain sandbox$/m);
    const alone = sandbox.environment('a1b2c5', { package: code });
    assert.equal(alone.loopback, '127.0.0.1');
    assert.match(await inside(alone, 'cat /etc/hosts'), /^127\.0\.0\.1 sandbox\.localdomain sandbox$/m);
    await Promise.all([one.remove(), other.remove(), alone.remove()]);
  });
  test('one without layers, runtime and language has the folders, and they are empty', async () => {
    const environment = sandbox.environment('bare', { package: code });
    assert.equal(await inside(environment, 'ls -A /opt; ls -A /var/runtime; ls -A /var/lang'), '');
    await environment.remove();
  });
  test('a process is found by it that hides behind an environment of no variables', async () => {
    const id = 'd00d';
    const environment = sandbox.environment(id, contents);
    const { prefix, become } = await environment.settle();
    const [program = '', ...args] = [...prefix, ...become, '/bin/sh', '-c', 'echo in; exec sleep 60'];
    const child = spawn(program, args, { env: {}, detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
    await once(child.stdout, 'data');
    await noLimits(2, 'a test').environment(id, megabytes(128)).kill();
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await environment.remove();
  });
  test('nothing of it is left on the host, neither mounts nor files', async () => {
    const before = mounts();
    const environment = sandbox.environment('gone', contents);
    await inside(environment, 'mkdir -p /tmp/a/b && touch /tmp/a/b/c');
    await environment.remove();
    assert.deepEqual(
      readdirSync(join(root, 'sandbox')).filter((name) => name.startsWith('gone')),
      [],
    );
    assert.deepEqual(mounts(), before);
    assert.ok(existsSync(join(code, 'index.js')));
  });
});

test('a user without rights gets one by way of a user namespace', async (t) => {
  const workFolder = folder('user', {});
  const own = await chooseSandbox({ platform: process.platform, uid: 1000, workFolder });
  if (!own.enforcement.enforced) return t.skip(own.enforcement.reason);
  const environment = own.environment('own', contents);
  assert.match((await environment.settle()).prefix.join(' '), /--user=\/proc\/\d+\/ns\/user --preserve-credentials/);
  assert.equal(await inside(environment, 'cat /var/task/index.js'), 'the package');
  await assert.rejects(inside(environment, 'touch /var/task/new'), /Read-only file system/);
  if (!own.enforcement.refused?.some((it) => it.startsWith("Lambda's user id"))) {
    assert.equal(await inside(environment, 'id; id -un'), 'uid=993(sbx_user1051) gid=990 groups=990\nsbx_user1051');
    assert.equal(await inside(environment, 'touch /tmp/new; stat -c %u:%g /tmp/new'), '993:990');
    await assert.rejects(inside(environment, 'umount /var'), /must be superuser|not permitted/);
  }
  await environment.remove();
  await own.close();
});

test('where there is no sandbox everything is where it lies on the host', async () => {
  const environment = noSandbox('no reason').environment('id', contents);
  assert.deepEqual(environment.paths, {
    taskRoot: contents.package,
    runtimeDir: contents.runtime,
    optDir: contents.layers,
    langDir: contents.language,
    tmpDir: '/tmp',
  });
  assert.equal(await inside(environment, `cat "${contents.package}/index.js"`), 'the package');
});

test('root gives its rights up where there is no sandbox too, and the same user keeps an environment', async (t) => {
  chmodSync(root, 0o755);
  const giveUp = await unprivileged(process.getuid?.() ?? 1, [root], []);
  if (giveUp?.().ownUser !== true) return t.skip('not root, or no setpriv, or a Node.js that only root may run');
  const environment = noSandbox('no reason', undefined, giveUp).environment('id', contents);
  const [first, second] = [await inside(environment, 'id -u'), await inside(environment, 'id -u')];
  assert.notEqual(first, '0');
  assert.equal(second, first);
  assert.equal(await inside(environment, 'kill -0 $PPID 2>&- || echo refused'), 'refused');
});

test('who is stopped ends with who started it, where there is no namespace to end it', async (t) => {
  const death = await deathOptions(findProgram('setpriv'));
  if (death.length === 0) return t.skip('no setpriv that does it');
  for (const user of [1000, process.getuid?.() ?? 1000]) {
    const { become = [] } = (await unprivileged(user, [], death))?.() ?? {};
    const starter = `
      const { spawn } = require('node:child_process');
      const [program, ...args] = ${JSON.stringify([...become, '/bin/sh', '-c', 'echo in; exec sleep 600'])};
      const child = spawn(program, args, { detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
      child.stdout.once('data', () => { process.kill(child.pid, 'SIGSTOP'); console.log(child.pid); });`;
    const parent = spawn(process.execPath, ['-e', starter], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    parent.kill('SIGKILL');
    for (let i = 0; i < 3000 && isRunning(Number(said)); i++) await sleep(20);
    assert.equal(isRunning(Number(said)), false);
  }
});

test('a host without sandboxes says why, and what would help', async () => {
  const mac = await chooseSandbox({ platform: 'darwin', uid: 501, workFolder: root });
  assert.deepEqual(mac.enforcement, {
    enforced: false,
    reason: 'darwin has no mount namespaces',
    hint: 'run it on Linux, or in a Linux container as root',
  });
});
