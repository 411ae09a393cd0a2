import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { readCheckRecording } from '../../../src/recording/index.js';
import {
  familyOf,
  isLinux,
  kelvin,
  kelvinHere,
  linesOf,
  NO_AWS,
  startKelvin,
  survivors,
  temporaryFolder,
  until,
} from '../kelvin.js';

const folder = temporaryFolder(after);
/** Of a host that has other work a cold start takes twice as long at times: the change is larger than that, and takes no CPU. */
const SLOW = 'await new Promise((done) => setTimeout(done, 400));\n';
const HANDLER = 'export const handler = async () => ({});\n';
for (const [name, text] of Object.entries({ base: HANDLER, head: SLOW + HANDLER })) {
  mkdirSync(join(folder, name));
  writeFileSync(join(folder, name, 'index.mjs'), text);
}
writeFileSync(
  join(folder, 'kelvin.yaml'),
  'function: { code: head, handler: index.handler, runtime: nodejs24.x, memorySize: 1769 }\ncheck: { warm: 1 }\n',
);
const SIDES = ['--base', './base', '--head', './head'];
/** The metrics that it decides: a busy machine would take a hundred cold starts to decide all the others too. */
const OF_INIT = ['warmDuration', 'billedDuration', 'maxMemoryUsed', 'costPerMillion', 'packageSize'].flatMap((it) => [
  '--limit',
  `${it}=off`,
]);

test('a head whose INIT is slower fails the check, in every view, and is written elsewhere where asked', async () => {
  const views = ['--junit', '-', '--json', 'verdict.json', '--annotations'];
  const args = ['check', ...SIDES, ...OF_INIT, '--out', 'slower', ...views];
  const env = { ...NO_AWS, GITHUB_WORKSPACE: dirname(folder) };
  const { code, stdout, stderr } = await kelvin(args, { cwd: folder, env });
  assert.equal(code, 1, stderr);
  assert.match(stdout, /^<\?xml/);
  assert.match(stdout, /<testcase name="Init Duration"[^>]*>\s*<failure /);
  assert.match(stderr, /REGRESSED: (Init Duration|Cold total) \+/);
  const place = `::error file=${basename(folder)}/kelvin.yaml,title=Kelvin check kelvin%3A Init Duration`;
  assert.ok(
    stderr.split('\n').some((it) => it.startsWith(place)),
    stderr,
  );
  const result = JSON.parse(readFileSync(join(folder, 'verdict.json'), 'utf8'));
  assert.equal(result.verdict, 'regressed');
  assert.equal(
    readFileSync(join(folder, 'slower/result.json'), 'utf8'),
    readFileSync(join(folder, 'verdict.json'), 'utf8'),
  );
  assert.match(readFileSync(join(folder, 'slower/summary.md'), 'utf8'), /Init Duration/);
  const { header, measurements, explanations, end } = readCheckRecording(join(folder, 'slower/recording.jsonl'));
  assert.equal(end?.reason, 'complete');
  assert.deepEqual(header.check.memorySizesMB, [1769]);
  assert.deepEqual(
    [header.base.source, header.head.source],
    [
      { kind: 'folder', path: 'base' },
      { kind: 'folder', path: 'head' },
    ],
  );
  assert.ok(measurements.length >= 40);
  assert.deepEqual(explanations.map((it) => it.side).sort(), ['base', 'head']);
  assert.match(stderr, /What INIT loads at 1,769 MB: [\s\S]*index\.mjs/);
});

test('report makes the views of a check again', async () => {
  const out = await kelvinHere(['report', 'slower', '--junit', '-'], { cwd: folder });
  assert.equal(out.stdout, readFileSync(join(folder, 'slower/junit.xml'), 'utf8'));
  const all = await kelvinHere(['report', 'slower'], { cwd: folder });
  assert.match(all.stdout, /junit\.xml/);
});

test('says what is wrong before anything is started', async () => {
  const { code, stderr } = await kelvinHere(
    ['check', ...SIDES, '--limit', 'initDuraton=5%', '--warm', '-1', '--max-cold-starts', '3'],
    { cwd: folder },
  );
  assert.equal(code, 2);
  assert.match(stderr, /--max-cold-starts: got 3.*--warm: got -1.*--limit: got "initDuraton"/s);
  const other = await kelvinHere(['price', '--recording', 'slower/recording.jsonl'], { cwd: folder });
  assert.equal(other.code, 2, other.stdout);
});

test('Ctrl-C ends it in order: what was measured is kept, and no process is left', { skip: !isLinux }, async () => {
  const path = join(folder, 'stopped/recording.jsonl');
  const run = startKelvin(['check', ...SIDES, '--out', 'stopped'], { cwd: folder });
  await until(`measuring (${run.output()})`, () => linesOf(path) > 6);
  const family = familyOf(run.child.pid ?? 0);
  run.child.kill('SIGINT');
  const { code, stdout } = await run.finished;
  assert.equal(code, 130);
  assert.match(stdout, /recording\.jsonl/);
  const { end, measurements } = readCheckRecording(path);
  assert.equal(end?.reason, 'interrupted');
  assert.ok(measurements.length >= 5);
  await until('the end of every process', () => survivors(family as Parameters<typeof survivors>[0]).length === 0);
});

test('a side that fails is named, and nothing passes for it', async () => {
  mkdirSync(join(folder, 'broken'));
  writeFileSync(
    join(folder, 'broken/index.mjs'),
    "export const handler = async () => { throw new Error('no such table'); };\n",
  );
  const args = ['check', '--base', './base', '--head', './broken', '--out', 'failed', '--inconclusive', 'pass'];
  const { code, stderr } = await kelvinHere(args, { cwd: folder });
  assert.equal(code, 3, stderr);
  assert.match(stderr, /kelvin: head has had no cold start that counts in 3 tries at 1,769 MB: Error: no such table/);
});
