import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { unifiedDiff } from '../../src/iac/unified-diff.js';
import fc from '../fixtures/properties.js';

const folder = mkdtempSync(join(tmpdir(), 'kelvin-diff-'));
after(() => rmSync(folder, { recursive: true }));

type Applier = readonly [command: string, ...args: string[]];
const GIT: Applier = ['git', 'apply', '--whitespace=nowarn', '-'];
const PATCH: Applier = ['patch', '-p1', '--binary', '--silent'];

/** What becomes of a file by its diff. */
function applied(path: string, before: string, diff: string, [command, ...args]: Applier): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, before);
  execFileSync(command, args, { cwd: folder, input: diff, env: { ...process.env, GIT_CEILING_DIRECTORIES: tmpdir() } });
  return readFileSync(file, 'utf8');
}

test('a change is shown with three lines around it', () => {
  const before = 'a\nb\nc\nd\ne\nf\ng\nh\n';
  assert.equal(
    unifiedDiff('infra/template.yaml', before, before.replace('e\n', 'E\n')),
    '--- a/infra/template.yaml\n+++ b/infra/template.yaml\n@@ -2,7 +2,7 @@\n b\n c\n d\n-e\n+E\n f\n g\n h\n',
  );
});

test('nothing is shown where nothing has changed', () => {
  assert.equal(unifiedDiff('a', 'x\n', 'x\n'), '');
});

const line = fc.constantFrom('a', 'b', '', '  MemorySize: 512', '\\ No newline at end of file', 'x\r', '-- y', '+');
const text = fc
  .tuple(fc.array(line, { maxLength: 25 }), fc.boolean())
  .map(([lines, ended]) => lines.join('\n') + (ended ? '\n' : ''));
const change = fc.tuple(text, text).filter(([before, after]) => before !== after && before !== '' && after !== '');

for (const [name, applier] of [
  ['git apply', GIT],
  ['patch -p1', PATCH],
] as const) {
  test(`${name} makes the one text of the other, whatever they are`, () => {
    fc.assert(
      fc.property(change, ([before, after]) => {
        assert.equal(applied('some/file.yaml', before, unifiedDiff('some/file.yaml', before, after), applier), after);
      }),
      { numRuns: 40 },
    );
  });

  test(`${name} finds files with odd names`, () => {
    for (const path of ['my template.yaml', 'über/größe.yaml', 'a"b.yaml', 'tab\there.yaml']) {
      assert.equal(applied(path, 'a\nb\n', unifiedDiff(path, 'a\nb\n', 'a\nc\n'), applier), 'a\nc\n', path);
    }
  });
}

test('changes far from each other are shown apart, even in a long file', () => {
  const lines = Array.from({ length: 5000 }, (_, at) => `line ${at}\n`);
  const changed = lines.with(10, 'X\n').with(4990, 'Y\n');
  const diff = unifiedDiff('long', lines.join(''), changed.join(''));
  assert.equal(diff.match(/^@@/gm)?.length, 2);
});
