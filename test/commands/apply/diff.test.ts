import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, test } from 'node:test';
import { type DiffRequest, runDiff } from '../../../src/commands/apply/diff/run-diff.js';
import { writeFiles } from '../../../src/commands/apply/diff/write-files.js';
import type { Io } from '../../../src/commands/command.js';
import { CommandError } from '../../../src/commands/command-error.js';
import { megabytes } from '../../../src/units/index.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kelvin-apply-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const TEMPLATE = `Resources:
  Orders: # Gr\xfc\xdfe
    Type: AWS::Lambda::Function
    Properties:
      FunctionName: orders
      MemorySize: 512
`;

function run(request: Partial<DiffRequest> = {}, cwd = folder) {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const wanted = { functionName: 'orders', memorySizeMB: megabytes(1024), currentMemorySizeMB: megabytes(512) };
  const io = { stdout, stderr } as unknown as Io;
  const exit = runDiff({ paths: ['.'], wanted, write: false, ...request }, io, cwd);
  const bytes = (stream: PassThrough): Buffer => (stream.read() as Buffer | null) ?? Buffer.alloc(0);
  return { exit, diff: bytes(stdout), told: bytes(stderr).toString() };
}

function put(name: string, text: string, encoding: 'utf8' | 'latin1' = 'utf8'): string {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text, encoding);
  return path;
}

const gitApply = (diff: Buffer, cwd: string) =>
  execFileSync('git', ['apply', '-'], { cwd, input: diff, env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() } });

test('standard output holds the diff alone, and git apply takes it', () => {
  const path = put('infra/template.yaml', TEMPLATE);
  const { exit, diff, told } = run();
  assert.equal(exit, 'ok');
  assert.match(diff.toString(), /^--- a\/infra\/template\.yaml\n/);
  assert.match(told, /Orders in infra\/template\.yaml:2 \(CloudFormation\): it has this name/);
  assert.match(told, /nothing was changed/);
  assert.equal(readFileSync(path, 'utf8'), TEMPLATE);
  gitApply(diff, folder);
  assert.equal(readFileSync(path, 'utf8'), TEMPLATE.replace('512', '1024'));
});

test('a file in another encoding is changed byte for byte', () => {
  const path = put('template.yaml', TEMPLATE, 'latin1');
  gitApply(run().diff, folder);
  assert.equal(readFileSync(path, 'latin1'), TEMPLATE.replace('512', '1024'));
});

test('--write changes the file behind a link, keeps its mode and leaves nothing beside it', () => {
  const path = put('real/template.yaml', TEMPLATE);
  chmodSync(path, 0o640);
  symlinkSync(path, join(folder, 'link.yaml'));
  const { told } = run({ paths: ['link.yaml'], write: true });
  assert.match(told, /written: link\.yaml/);
  assert.equal(readFileSync(path, 'utf8'), TEMPLATE.replace('512', '1024'));
  assert.equal(statSync(path).mode & 0o777, 0o640);
  assert.deepEqual(readdirSync(join(folder, 'real')), ['template.yaml']);
  assert.deepEqual(readdirSync(folder).sort(), ['link.yaml', 'real']);
});

test('for a folder elsewhere the place to take the diff is said', () => {
  put('infra/template.yaml', TEMPLATE);
  const { told, diff } = run(
    { paths: [join(folder, 'infra')] },
    tmpdir() === folder ? '/' : join(folder, '..', '..', 'usr'),
  );
  assert.match(told, new RegExp(`git apply or patch -p1 in ${join(folder, 'infra')}`));
  assert.match(diff.toString(), /^--- a\/template\.yaml\n/);
});

test('what tools have made of the templates is not read', () => {
  put('template.yaml', TEMPLATE);
  for (const made of ['cdk.out', '.aws-sam/build', 'node_modules/x', '.serverless'])
    put(`${made}/template.yaml`, TEMPLATE);
  assert.equal(run().exit, 'ok');
});

test('where it is not sure which function is meant, all are listed', () => {
  put('template.yaml', TEMPLATE.replace('orders', '!Ref Name'));
  assert.throws(
    () => run(),
    (error: unknown) => {
      assert.ok(error instanceof CommandError);
      assert.match(error.problem, /which function of these files is orders\?.*\n {4}Orders in template.yaml:2/);
      assert.match(error.hint, /--resource 'Orders'/);
      return true;
    },
  );
});

test('a path that is not there, and a folder without functions, are said in words', () => {
  assert.throws(() => run({ paths: ['nowhere'] }), /there is no such file or folder/);
  assert.throws(() => run(), /no Lambda function is declared in \./);
});

test('a function that stands in two files is named by its file', () => {
  put('template.yaml', TEMPLATE);
  const packaged = put('packaged.yaml', TEMPLATE);
  assert.throws(
    () => run(),
    (error: unknown) => error instanceof CommandError && /--resource 'packaged\.yaml#Orders'/.test(error.hint),
  );
  const wanted = { functionName: 'orders', memorySizeMB: megabytes(1024), resource: 'packaged.yaml#Orders' };
  run({ wanted, write: true });
  assert.match(readFileSync(packaged, 'utf8'), /MemorySize: 1024/);
});

test('writes none of the files where one of them has changed since it was read', () => {
  const [first, second] = ['a.yaml', 'b.yaml'].map((name) => put(name, TEMPLATE, 'latin1'));
  const after = TEMPLATE.replace('512', '1024');
  const file = (fullPath = '', path = fullPath) => ({ fullPath, path, text: TEMPLATE, encoding: 'latin1' as const });
  const changed = [first, second].map((path = '') => ({ path, before: TEMPLATE, after, diff: '' }));
  writeFileSync(second ?? '', 'somebody else');
  assert.throws(() => writeFiles(changed, [file(first), file(second)]), /b\.yaml has changed meanwhile/);
  assert.equal(readFileSync(first ?? '', 'latin1'), TEMPLATE);
});
