import assert from 'node:assert/strict';
import { test } from 'node:test';
import { creatableRuntimes } from '../../../src/emulator/api/runtime-names.js';
import {
  emulatedRuntimes,
  familyOf,
  isCreatable,
  isEmulated,
  isKnown,
  languageVersion,
} from '../../../src/emulator/runtimes/catalogue.js';
import { nodeFlags } from '../../../src/emulator/runtimes/node-flags.js';

test('what runs here can be created, and what can be created is known', () => {
  for (const runtime of [...emulatedRuntimes, ...creatableRuntimes, 'ruby4.0']) {
    assert.ok(isCreatable(runtime) && isKnown(runtime), runtime);
  }
  assert.deepEqual(
    ['java21', 'dotnet10', 'ruby3.4'].map((it) => [isCreatable(it), isEmulated(it)]),
    [
      [true, false],
      [true, false],
      [true, false],
    ],
  );
});

test('runtimes of the past are known and cannot be created', () => {
  for (const runtime of ['go1.x', 'nodejs14.x', 'python3.7', 'java8', 'provided', 'dotnetcore3.1', 'ruby2.7']) {
    assert.ok(isKnown(runtime) && !isCreatable(runtime), runtime);
  }
  assert.ok(!isKnown('cobol85') && !isCreatable('cobol85'));
});

test('a runtime has a family and a version of its language', () => {
  const names = [
    'nodejs24.x',
    'python3.12',
    'provided.al2023',
    'provided',
    'java8.al2',
    'dotnet10',
    'ruby3.4',
    'go1.x',
  ];
  assert.deepEqual(
    names.map((it) => [familyOf(it), languageVersion(it)]),
    [
      ['nodejs', '24'],
      ['python', '3.12'],
      ['provided', ''],
      ['provided', ''],
      ['java', '8.al2'],
      ['dotnet', '10'],
      ['ruby', '3.4'],
      ['other', '1'],
    ],
  );
});

test('Node.js gets the flags of AWS, so far as it knows them and the function does not choose', () => {
  const modules = ['--no-experimental-require-module', '--no-experimental-detect-module'];
  const always = ['--expose-gc', '--max-http-header-size=81920'];
  const heap = ['--max-semi-space-size=6', '--max-old-space-size=116'];
  assert.deepEqual(nodeFlags('nodejs24.x', 128, '24.21.0'), [...always, ...heap, ...modules]);
  assert.deepEqual(nodeFlags('nodejs22.x', 128, '22.11.0'), [...always, ...heap, ...modules]);
  assert.deepEqual(nodeFlags('nodejs20.x', 128, '20.20.2'), [...always, ...heap, '--no-experimental-require-module']);
  assert.deepEqual(nodeFlags('nodejs20.x', 128, '20.9.0'), [...always, ...heap]);
  const mine = '--max_old_space_size=100 --experimental-require-module';
  assert.deepEqual(nodeFlags('nodejs24.x', 128, '24.21.0', mine), [...always, '--no-experimental-detect-module']);
});
