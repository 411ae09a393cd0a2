import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { askedSides } from '../../../../src/commands/check/sides/asked-sides.js';
import type { RawOptions } from '../../../../src/commands/command.js';
import { CommandError } from '../../../../src/commands/command-error.js';
import { temporaryFolder } from '../../kelvin.js';
import { answering, Repository, SCENARIO } from './repository.js';

const folder = temporaryFolder(after);

function greeting(name: string): Repository {
  const repository = new Repository(join(folder, name));
  repository.write('kelvin.yaml', SCENARIO);
  repository.write('src/index.mjs', answering('one'));
  return repository;
}

async function asked(root: string, options: RawOptions, env: NodeJS.ProcessEnv = {}, argument?: string) {
  const before = process.cwd();
  process.chdir(root);
  try {
    return await askedSides(argument, options, env);
  } finally {
    process.chdir(before);
  }
}

const said = async (asking: Promise<unknown>): Promise<string> => {
  try {
    await asking;
  } catch (error) {
    if (error instanceof CommandError) return `${error.problem}; ${error.hint}`;
    throw error;
  }
  return 'nothing';
};

test('tells a mistyped branch and what was probably meant', async () => {
  const { root, ...repository } = greeting('typo');
  new Repository(root).commit('One');
  assert.ok(repository !== undefined);
  assert.equal(
    await said(asked(root, { base: 'mian' })),
    '--base mian is no commit, folder, zip, recording or function; did you mean main?',
  );
  assert.match(await said(asked(root, { base: './mian' })), /^--base .\/mian is no commit.*; check the path$/);
  assert.match(await said(asked(root, { base: 'origin/x' })), /; git fetch brings it, if it is there/);
  assert.match(await said(asked(root, { base: 'src/index.mjs' })), /is a file, and neither a zip nor a recording/);
  assert.match(await said(asked(root, { base: 'function:' })), /^--base names no function/);
});

test('compares with the commit before where nothing has left the default branch', async () => {
  const repository = greeting('main-alone');
  assert.match(await said(asked(repository.root, {})), /^this repository has no commit yet; commit first/);
  const first = repository.commit('One');
  assert.match(await said(asked(repository.root, {})), /nothing differs from main, .*--self/);
  repository.commit('Two');
  const { base, head } = await asked(repository.root, {});
  assert.deepEqual(base, { kind: 'git', root: repository.root, ref: 'HEAD~1', commit: first, subject: 'One' });
  assert.deepEqual(head.kind === 'working-tree' && head.git?.isDirty, false);
});

test('compares with the branch that a pull request is to go into, where a CI system says so', async () => {
  const repository = greeting('release');
  const released = repository.commit('One');
  repository.git('branch', 'release');
  repository.commit('Two');
  const { base } = await asked(repository.root, {}, { GITHUB_BASE_REF: 'release' });
  assert.deepEqual(base, {
    ...{ kind: 'git', root: repository.root, ref: 'release', commit: released, subject: 'One', isMergeBase: true },
  });
});

test('tells that the branch a change is to go into is not here, and takes no other', async () => {
  const repository = greeting('no-target');
  repository.commit('One');
  assert.equal(
    await said(asked(repository.root, {}, { GITHUB_BASE_REF: 'release' })),
    'this change is to go into release, and that branch is not here; git fetch origin release',
  );
});

test('tells of a shallow clone how to fetch more', async () => {
  const origin = greeting('origin');
  origin.commit('One');
  origin.git('checkout', '--quiet', '-b', 'change');
  origin.commit('Two');
  origin.git('checkout', '--quiet', 'main');
  const root = join(folder, 'shallow');
  origin.git('clone', '--quiet', '--branch=change', '--depth=1', '--no-single-branch', `file://${origin.root}`, root);
  assert.match(
    await said(asked(root, {})),
    /HEAD and origin\/main have no commit in common here; this clone is shallow.*fetch-depth: 0/,
  );
  assert.match(await said(asked(root, { base: 'HEAD~1' })), /^--base HEAD~1 is no commit.*; this clone is shallow/);
});

test('needs a base where there is no repository, and a scenario where a zip is all that there is', async () => {
  const root = join(folder, 'plain');
  const repository = greeting('plain');
  repository.git('--version');
  assert.match(await said(asked(root, { self: true, base: 'x' })), /^both --self and --base are given/);
  writeFileSync(join(folder, 'a.zip'), 'PK\u0003\u0004');
  assert.match(
    await said(asked(folder, { base: 'a.zip', head: './a.zip' })),
    /^a zip says neither its handler nor its runtime; name a scenario/,
  );
  assert.match(await said(asked(folder, {})), /^there is nothing to check; name a scenario/);
  assert.match(
    await said(asked(folder, { function: 'orders' })),
    /^a function has no commit to be compared with; name a version or an alias/,
  );
});

test('finds kelvin.yaml by itself, and a bare word as a qualifier of --function', async () => {
  const repository = greeting('found');
  repository.commit('One');
  const found = await asked(repository.root, { base: 'main' });
  assert.equal(found.scenario.name, 'greeting');
  const { base, head } = await asked(repository.root, { function: 'orders', base: '3', head: 'live' });
  assert.deepEqual(
    [base, head],
    ['3', 'live'].map((qualifier) => ({ kind: 'function', name: 'orders', qualifier })),
  );
});
