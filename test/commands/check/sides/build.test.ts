import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { runBuild } from '../../../../src/commands/check/sides/build.js';
import type { CommandError } from '../../../../src/commands/command-error.js';
import { isLinux, temporaryFolder, until } from '../../kelvin.js';
import { answersOf, withSides } from './opened.js';
import { Repository, SCENARIO } from './repository.js';

const folder = temporaryFolder(after);
const onLinux = { skip: isLinux ? false : 'processes are looked for in /proc' };

const build = (...commands: readonly string[]) => ({ commands, folder, what: 'base, main', hint: 'mend it' });
const never = new AbortController().signal;

const isAlive = (pid: number): boolean => {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};
const pidIn = (file: string): number => Number(readFileSync(join(folder, file), 'utf8'));

test('runs one command after the other in the folder, and shows what a failing one has said', async () => {
  await assert.rejects(
    runBuild(build('echo first > made', 'cat made; echo no such module >&2; exit 3', 'touch never'), never),
    (error: CommandError) => {
      assert.match(
        error.problem,
        /^the build of base, main failed \(exit code 3\): cat made.*\n {2}\| first\n {2}\| no such module$/,
      );
      assert.deepEqual([error.hint, error.exit], ['mend it', 'failed']);
      return true;
    },
  );
  assert.ok(!existsSync(join(folder, 'never')));
});

test('ends what a build has left running, in a session of its own too', onLinux, async () => {
  await runBuild(build("setsid sh -c 'echo $$ > left; sleep 1000' & while [ ! -s left ]; do sleep 0.01; done"), never);
  await until('the one that was left is gone', () => !isAlive(pidIn('left')));
});

test('ends a build with all that it has started when the run is ended', onLinux, async () => {
  const control = new AbortController();
  const running = runBuild(
    build("(setsid sh -c 'echo $$ > child; sleep 1000' &); echo $$ > shell; sleep 1000"),
    control.signal,
  );
  const both = ['child', 'shell'];
  await until('the build began', () => both.every((it) => existsSync(join(folder, it)) && pidIn(it) > 0));
  control.abort();
  await assert.rejects(running, { name: 'AbortError' });
  await until('both are gone', () => !both.map(pidIn).some(isAlive));
});

const BUILD = `${SCENARIO.replace('code: src', 'code: dist')}`.replace(
  'runtime:',
  `build:
    - mkdir dist
    - cp src/index.mjs dist/; cp -r node_modules dist/
  runtime:`,
);

/** A function with a package that git ignores. */
function withPackage(name: string, scenario: string): Repository {
  const repository = new Repository(join(folder, name));
  repository.write('.gitignore', 'node_modules\ndist\n');
  repository.write('greeting.yaml', scenario);
  repository.write('package-lock.json', '{ "version": 1 }');
  repository.write('src/index.mjs', "import { word } from 'word';\nexport const handler = async () => word;\n");
  repository.write('node_modules/word/package.json', '{ "name": "word", "type": "module", "main": "index.js" }');
  repository.write('node_modules/word/index.js', "export const word = 'hello';\n");
  repository.commit('Greet');
  return repository;
}

test('builds both sides with the packages of the working tree, where both ask for the same', async () => {
  const repository = withPackage('built', BUILD);
  repository.write('src/index.mjs', "import { word } from 'word';\nexport const handler = async () => word + word;\n");
  const before = repository.state();
  await withSides('greeting.yaml', { base: 'main' }, repository.root, async ({ sides, said }) => {
    assert.deepEqual(await answersOf(sides), { base: '"hello"', head: '"hellohello"' });
    assert.match(said[0] ?? '', /^building base, main \([0-9a-f]{7}\): mkdir dist && cp /);
  });
  assert.equal(repository.state(), before);
});

test('does not give a commit the packages of another lock file', async () => {
  const repository = withPackage(
    'locked',
    SCENARIO.replace('code: src', 'code: .').replace('index.handler', 'src/index.handler'),
  );
  repository.write('package-lock.json', '{ "version": 2 }');
  repository.commit('Update word');
  const unbuilt = withSides('greeting.yaml', { base: 'HEAD~1', head: 'HEAD' }, repository.root, async () => {});
  await assert.rejects(
    unbuilt,
    /^CommandError: base, HEAD~1 \(\w{7}\) asks for other packages than node_modules holds/,
  );
});

test('tells that git ignores the code, and how to say where it comes from', async () => {
  const repository = withPackage('ignored', SCENARIO.replace('code: src', 'code: dist'));
  repository.write('dist/index.mjs', 'export const handler = async () => 1;\n');
  await assert.rejects(
    withSides('greeting.yaml', { base: 'main' }, repository.root, async () => {}),
    (error: CommandError) => {
      assert.match(error.problem, /^base, main \(\w{7}\) has no dist: git ignores it$/);
      assert.match(error.hint, /"build: npm ci" under "function"/);
      return true;
    },
  );
});
