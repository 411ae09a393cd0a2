import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ActionRun, action } from '../../fixtures/action.js';
import { assertGolden } from '../../views/golden.js';
import { misshapen, parsed } from '../../views/junit/junit-shape.js';
import { NO_AWS, temporaryFolder } from '../kelvin.js';

/** The action for GitHub, its scripts run as GitHub runs them, on a pull request of a repository of its own. */
const folder = temporaryFolder(after);
const ENV = { ...NO_AWS, HOME: folder };
const git = (cwd: string, ...args: string[]): string => execFileSync('git', args, { cwd, env: ENV, encoding: 'utf8' });

const SCENARIO = `name: orders
function: { code: src, handler: index.handler, runtime: nodejs24.x, memorySize: 1769 }
`;
/** Takes 150 ms of CPU time to load, whatever the machine is busy with. */
const HEAVY = `const start = process.cpuUsage();
for (;;) { const { user, system } = process.cpuUsage(start); if (user + system > 150_000) break; }
export const rate = 1;
`;
const plain = 'export const handler = async () => 1;\n';
const importing = `import { rate } from './rates.mjs';\nexport const handler = async () => rate;\n`;
/** One metric, so that a busy machine has not seven to decide. */
const ONE_METRIC = [
  'coldTotal',
  'warmDuration',
  'billedDuration',
  'maxMemoryUsed',
  'costPerMillion',
  'packageSize',
].map((metric) => `--limit ${metric}=off`);

/** A repository whose branch `heavy` adds an import, and whose branch `reverted` takes it back. */
function origin(): string {
  const path = join(folder, 'origin');
  mkdirSync(join(path, 'src'), { recursive: true });
  git(path, 'init', '--quiet', '--initial-branch=main');
  git(path, 'config', 'user.name', 'A developer');
  git(path, 'config', 'user.email', 'developer@example.com');
  const commit = (message: string, files: Readonly<Record<string, string>>): void => {
    for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
    git(path, 'add', '--all');
    git(path, 'commit', '--quiet', '--message', message);
  };
  commit('Take orders', { 'kelvin.yaml': SCENARIO, 'src/index.mjs': plain });
  git(path, 'switch', '--quiet', '--create', 'heavy');
  commit('Ask for rates', { 'src/rates.mjs': HEAVY, 'src/index.mjs': importing });
  git(path, 'switch', '--quiet', '--create', 'reverted');
  git(path, 'revert', '--no-edit', 'HEAD');
  return path;
}

/** What another machine, and another moment, changes in a summary. */
const withoutFigures = (markdown: string): string =>
  markdown
    .replaceAll(/\b[0-9a-f]{7}\b/g, 'COMMIT')
    .replaceAll(/[+-]?\d+(?:[.,]\d+)*/g, '#')
    .replaceAll(/#(&nbsp;| )s\b/g, '#$1ms');

/** As actions/checkout leaves it: one commit, and nothing of the target branch. */
function checkedOut(branch: string): string {
  const path = join(folder, branch);
  git(folder, 'clone', '--quiet', '--depth=1', `--branch=${branch}`, pathToFileURL(from).href, path);
  return path;
}
const from = origin();

test('a commit that adds a heavy import fails the job, and its verdicts are kept', () => {
  const workspace = checkedOut('heavy');
  const options = ['--warm 1', "--max-time '8m'", ...ONE_METRIC].join('\n');
  const run = new ActionRun(folder, { options }, { ...ENV, GITHUB_BASE_REF: 'main' });
  assert.deepEqual(run.run('Fetch what to compare with', workspace), { code: 0, output: '' });
  const { code, output } = run.run('Check', workspace);
  assert.equal(code, 0, output);
  assert.equal(run.output('exit-code'), '1', output);
  assert.equal(run.run('Verdict', workspace).code, 1);
  assert.match(output, /^base +origin\/main at [0-9a-f]{7}, the merge base/m);
  const out = run.output('out');
  for (const file of ['recording.jsonl', 'result.json', 'report.html', 'junit.xml'])
    assert.ok(existsSync(join(out, file)), file);
  assert.match(output, /^::error file=kelvin\.yaml,title=Kelvin check orders/m);
  const junit = parsed(readFileSync(join(out, 'junit.xml'), 'utf8'));
  assert.deepEqual(misshapen(junit), []);
  assert.deepEqual([junit.attributes.tests, junit.attributes.failures], ['1', '1']);
  const summary = readFileSync(join(out, 'summary.md'), 'utf8');
  assert.equal(run.summary, summary);
  const [verdicts = '', loaded = ''] = summary.split('**What INIT loads');
  assertGolden(import.meta.url, 'action-summary.golden.md', withoutFigures(verdicts));
  assert.match(loaded, /^\| :--.*\n\| ➕ `rates\.mjs`<br>added, by index\.mjs/m);
  assert.equal(git(workspace, 'status', '--porcelain'), '');
});

test('with the import reverted the job passes', () => {
  const workspace = checkedOut('reverted');
  const options = ['--warm 1', '--max-cold-starts 10', '--limit initDuration=100%,500ms', ...ONE_METRIC].join(' ');
  // What a busy machine leaves undecided must not fail this test.
  const run = new ActionRun(
    folder,
    { options, inconclusive: 'pass', out: 'new/out' },
    { ...ENV, GITHUB_BASE_REF: 'main' },
  );
  run.run('Fetch what to compare with', workspace);
  const { output } = run.run('Check', workspace);
  assert.equal(run.output('exit-code'), '0', output);
  assert.equal(run.output('out'), join(workspace, 'new/out'));
  assert.equal(run.run('Verdict', workspace).code, 0);
});

test('a check that cannot begin says so on the job’s page', () => {
  const workspace = mkdtempSync(join(folder, 'empty-'));
  const run = new ActionRun(folder, { scenario: "it's not here.yaml" }, ENV);
  assert.equal(run.run('Fetch what to compare with', workspace).code, 0);
  assert.match(run.run('Check', workspace).output, /it's not here\.yaml: no such file/);
  assert.equal(run.output('exit-code'), '2');
  assert.match(run.summary, /exit code 2/);
});

/** Programs of these names that come before the system's own, each a line of shell. @returns the PATH with them */
function withPrograms(programs: Readonly<Record<string, string>>): string {
  const path = mkdtempSync(join(folder, 'bin-'));
  for (const [name, line] of Object.entries(programs)) {
    writeFileSync(join(path, name), `#!/bin/sh\n${line}\n`);
    chmodSync(join(path, name), 0o755);
  }
  return `${path}${delimiter}${process.env.PATH}`;
}

/** What `sudo` is asked for on a runner, where it needs no password. */
function askedOfSudo(inputs: Readonly<Record<string, string>>): string[] {
  const workspace = mkdtempSync(join(folder, 'empty-'));
  const log = join(workspace, 'asked');
  const sudo = `echo "$*" >> '${log}'; while [ "\${1#-}" != "$1" ]; do shift; done; exec "$@"`;
  const PATH = withPrograms({ sudo, id: 'echo 1001' });
  const run = new ActionRun(folder, { scenario: 'none.yaml', ...inputs }, { ...ENV, PATH });
  const { output } = run.run('Check', workspace);
  assert.equal(run.output('exit-code'), '2', output);
  return existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
}

test('it runs as root where that needs no password, unless it is told not to', () => {
  const [asked, ran] = askedOfSudo({});
  assert.equal(asked, '-n true');
  assert.match(ran ?? '', /^-E -H env PATH=\S+ node \S+cli\.js check none\.yaml --inconclusive fail/);
  assert.deepEqual(askedOfSudo({ sudo: 'false' }), []);
});

/** A `gh` that tells what it was asked, and knows the comments of a pull request by the ids that it is given. */
function fakeGh(ids: string): { readonly PATH: string; readonly asked: () => string } {
  const log = join(mkdtempSync(join(folder, 'gh-')), 'asked');
  const gh = `echo "$*" >> '${log}'\ncase "$*" in *--jq*) printf '${ids}' ;; esac`;
  return { PATH: withPrograms({ gh }), asked: () => readFileSync(log, 'utf8') };
}

/** The step that comments, after a check that has left a summary. */
function commented(ids: string): string {
  const out = mkdtempSync(join(folder, 'out-'));
  writeFileSync(join(out, 'summary.md'), '<!-- kelvin-check orders -->\n\nthe summary\n');
  const gh = fakeGh(ids);
  const env = { ...ENV, GITHUB_REPOSITORY: 'me/orders', PATH: gh.PATH };
  const event = { 'event.pull_request.number': '7', token: 'secret' };
  const run = new ActionRun(folder, { token: 'secret' }, env, event);
  run.know('steps.check.outputs.out', out);
  assert.deepEqual(run.run('Comment', folder), { code: 0, output: '' });
  return gh.asked();
}

test('the first run of a pull request makes a comment', () => {
  assert.match(commented(''), /^api --silent --method POST repos\/me\/orders\/issues\/7\/comments -F body=@/m);
});

test('a later run writes the same comment anew', () => {
  const asked = commented('41\\n42\\n');
  assert.match(asked, /^api --silent --method PATCH repos\/me\/orders\/issues\/comments\/41 -F body=@/m);
  assert.doesNotMatch(asked, /POST/);
});

test('what is cached is named by what it is built of, and on what', () => {
  const run = new ActionRun(folder, {}, ENV);
  assert.deepEqual(run.run('Name what is cached', folder), { code: 0, output: '' });
  assert.match(run.known('steps.key.outputs.hash') ?? '', /^[0-9a-f]{64}$/);
  assert.equal(run.known('steps.key.outputs.node'), process.version);
});

test('nothing of a pull request becomes part of a script', () => {
  for (const { run = '' } of action.runs.steps) assert.doesNotMatch(run, /\$\{\{/);
});

test('every input and output says what it is for', () => {
  for (const [name, { description }] of Object.entries({ ...action.inputs, ...action.outputs }))
    assert.ok(description.length > 10, name);
});
