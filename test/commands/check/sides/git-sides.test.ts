import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { temporaryFolder } from '../../kelvin.js';
import { answersOf, withSides } from './opened.js';
import { answering, Repository, SCENARIO } from './repository.js';

const folder = temporaryFolder(after);

function greeting(name: string): Repository {
  const repository = new Repository(join(folder, name));
  repository.write('bench/greeting.yaml', SCENARIO.replace('code: src', 'code: ../src'));
  repository.write('src/index.mjs', answering('one'));
  repository.write('.gitignore', '__pycache__\n');
  repository.commit('Greet');
  return repository;
}

test('compares the working tree with the commit at which it left main, and leaves the repository as it was', async () => {
  const repository = greeting('default');
  const base = repository.git('rev-parse', 'HEAD');
  repository.git('checkout', '--quiet', '-b', 'change');
  repository.write('src/index.mjs', answering('two'));
  repository.commit('Greet twice');
  repository.write('src/index.mjs', answering('three'));
  repository.write('src/__pycache__/left.pyc', 'behind');
  const before = repository.state();
  let checkout = '';
  await withSides('bench/greeting.yaml', {}, repository.root, async ({ sides }) => {
    assert.deepEqual(await answersOf(sides), { base: '"one"', head: '"three"' });
    assert.deepEqual(sides.base.source, {
      ...{ kind: 'git', ref: 'main', commit: base, subject: 'Greet', isMergeBase: true },
    });
    assert.deepEqual(sides.head.source, {
      ...{ kind: 'working-tree', commit: repository.git('rev-parse', 'HEAD'), isDirty: true },
    });
    checkout = sides.head.code?.folder ?? '';
    assert.deepEqual(
      [existsSync(join(checkout, 'index.mjs')), existsSync(join(checkout, '__pycache__'))],
      [true, false],
    );
  });
  assert.deepEqual([existsSync(checkout), repository.state()], [false, before]);
});

test('leaves out what runs of Kelvin have left in the working tree, and counts no change for it', async () => {
  const repository = greeting('left');
  repository.write('src/reports/run/recording.jsonl', '{}\n');
  repository.write('src/reports/run/report.html', '<!doctype html>');
  repository.write('old/index.mjs', answering('old'));
  repository.git('add', 'old');
  repository.git('commit', '--quiet', '--message', 'Keep the old one');
  await withSides('bench/greeting.yaml', { base: 'main' }, repository.root, async ({ sides: { head }, said }) => {
    assert.ok(head.source.kind === 'working-tree' && head.source.isDirty === false);
    assert.equal(existsSync(join(head.code?.folder ?? '', 'reports')), false);
    assert.deepEqual(said, ['base and head are the same package: all that differs is noise']);
  });
});

test('brings submodules along at the commit that is asked of them, and tells of those that are not here', async () => {
  const module = new Repository(join(folder, 'word'));
  module.write('word.mjs', "export const word = 'first';\n");
  module.commit('First word');
  const repository = greeting('with-module');
  repository.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', module.root, 'src/word');
  repository.write(
    'src/index.mjs',
    "import { word } from './word/word.mjs';\nexport const handler = async () => word;\n",
  );
  repository.commit('Say the word');
  repository.write('src/word/word.mjs', "export const word = 'second';\n");
  await withSides('bench/greeting.yaml', { base: 'HEAD' }, repository.root, async ({ sides }) => {
    assert.deepEqual(await answersOf(sides), { base: '"first"', head: '"second"' });
    assert.ok(sides.base.kind === 'measured');
    assert.deepEqual(readdirSync(sides.base.code?.folder ?? '').sort(), ['index.mjs', 'word']);
  });
  repository.git('submodule', '--quiet', 'deinit', '--force', 'src/word');
  await withSides('bench/greeting.yaml', { base: 'HEAD' }, repository.root, async ({ said }) => {
    assert.match(said[0] ?? '', /^base, HEAD \(\w{7}\) has submodules that are not here: src\/word /);
  });
});

test('compares two commits by their own scenario files', async () => {
  const repository = greeting('moved');
  repository.git('tag', 'v1');
  repository.git('mv', 'src', 'lib');
  repository.write('bench/greeting.yaml', SCENARIO.replace('code: src', 'code: ../lib\n  environment: { WHO: me }'));
  repository.write('lib/index.mjs', 'export const handler = async () => process.env.WHO;\n');
  repository.commit('Move it');
  await withSides('bench/greeting.yaml', { base: 'v1', head: 'HEAD' }, repository.root, async ({ sides }) => {
    assert.deepEqual(await answersOf(sides), { base: '"one"', head: '"me"' });
    assert.deepEqual(sides.head.function.environmentNames, ['WHO']);
  });
});

test('compares folders, for a handler without a scenario', async () => {
  const repository = greeting('folders');
  repository.write('old/index.mjs', answering('old'));
  await withSides('src/index.mjs', { base: './old', head: './src' }, repository.root, async ({ sides }) => {
    assert.deepEqual(await answersOf(sides), { base: '"old"', head: '"one"' });
    assert.deepEqual(sides.base.source, { kind: 'folder', path: 'old' });
  });
});
