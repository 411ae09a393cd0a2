import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './commands/kelvin.js';

const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};

const globsOf = (script: string): string[] => (scripts[script] ?? '').match(/dist\/tests?\/[^' ]+\.test\.js/g) ?? [];

/** The test files that a script names, before they are bundled. */
const filesOf = (script: string): string[] =>
  globsOf(script)
    .filter((glob) => glob.startsWith('dist/test/'))
    .flatMap((glob) => globSync(glob, { cwd: ROOT }));

/** What each of the two commands runs by way of others. */
const TEST = ['test:pure', 'bundle:tests', 'test:measured'];
const CONFORMANCE = ['test:kernel', 'test:clients'];

test('every test file is run by npm test, test:long or test:conformance, and by one of them once', () => {
  const run = [...TEST, ...CONFORMANCE].flatMap(filesOf).toSorted();
  const all = globSync('dist/test/**/*.test.js', { cwd: ROOT }).toSorted();
  assert.ok(all.length > 400, `only ${all.length} files were found`);
  assert.deepEqual(run, all);
});

test('what npm test leaves out is what needs more than a fresh machine has, and whole runs, which CI has time for', () => {
  assert.deepEqual(CONFORMANCE.flatMap(filesOf).toSorted(), [
    'dist/test/conformance/clients/clients.test.js',
    'dist/test/conformance/recordings/recordings.test.js',
    'dist/test/conformance/tools/node-lambda.test.js',
    'dist/test/emulator/limits/v2-kernel/v2-kernel.test.js',
    'dist/test/emulator/runtimes/aws-lambda-ric.test.js',
    'dist/test/emulator/runtimes/same-as-aws.test.js',
  ]);
  assert.deepEqual(globSync('dist/test/**/*.long.test.js', { cwd: ROOT }).toSorted(), [
    'dist/test/commands/apply/apply.long.test.js',
    'dist/test/commands/apply/canary.long.test.js',
    'dist/test/commands/baseline/baseline.long.test.js',
    'dist/test/commands/bundled.long.test.js',
    'dist/test/commands/by-name-alone.long.test.js',
    'dist/test/commands/check/action.long.test.js',
    'dist/test/commands/check/check.long.test.js',
    'dist/test/commands/doctor.long.test.js',
    'dist/test/commands/documented.long.test.js',
    'dist/test/commands/kinds/ways.long.test.js',
    'dist/test/commands/least-policies.long.test.js',
    'dist/test/commands/load/embedded.long.test.js',
    'dist/test/commands/load/existing.long.test.js',
    'dist/test/commands/load/thresholds.long.test.js',
    'dist/test/commands/load/truths.long.test.js',
    'dist/test/emulator/limits/signals/signals.long.test.js',
  ]);
});

test('what lands a change runs all three', () => {
  const steps = readFileSync(join(ROOT, '.ci', 'run'), 'utf8').match(/npm (test|run test:\S+)$/gm);
  assert.deepEqual(steps, ['npm test', 'npm run test:long', 'npm run test:conformance']);
});

test('what is bundled is run once', () => {
  const globs = ['test:processes', 'test:long', 'test:pure']
    .flatMap(globsOf)
    .filter((glob) => glob.startsWith('dist/tests/'));
  const bundled = filesOf('bundle:tests').map((file) => file.replace('dist/test/', '').replaceAll('/', '.'));
  assert.ok(bundled.length > 200, `only ${bundled.length} files are bundled`);
  assert.deepEqual(
    bundled.filter((name) => globs.filter((glob) => matchesGlob(`dist/tests/${name}`, glob)).length !== 1),
    [],
  );
});
