import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, test } from 'node:test';
import { parse } from 'yaml';
import { checkSpec } from '../src/commands/check/spec.js';
import { action } from './fixtures/action.js';
import { readme } from './fixtures/readme.js';

/** What the README shows for systems of continuous integration. */
const [, section = ''] = /\n## Continuous integration\n([\s\S]*?)\n## /.exec(readme) ?? [];
const blocks = (language: string): string[] =>
  [...section.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, body = '']) => body);
const [github = '', gitlab = ''] = blocks('yaml');
const [shell = ''] = blocks('bash');

const OPTIONS = new Set(checkSpec.options.map(({ flags }) => flags.split(' ')[0]));
const optionsIn = (text: string): string[] => text.match(/--[a-z][a-z-]*/g) ?? [];

const folder = mkdtempSync(join(tmpdir(), 'kelvin-readme-'));
after(() => rmSync(folder, { recursive: true }));

test('its workflow for GitHub gives the action what that takes, and may do what it asks for', () => {
  const { jobs, permissions } = parse(github);
  const step = jobs.check.steps.find(({ uses }: { uses: string }) => uses.includes('/kelvin@'));
  assert.deepEqual(
    Object.keys(step.with).filter((name) => !(name in action.inputs)),
    [],
  );
  assert.equal(step.with.comment === 'true', permissions['pull-requests'] === 'write');
  assert.deepEqual(
    optionsIn(step.with.options).filter((option) => !OPTIONS.has(option)),
    [],
  );
});

test('its job for GitLab runs an option for option known check in a whole history, and keeps what that leaves', () => {
  const job = parse(gitlab)['cold-starts'];
  assert.equal(job.variables.GIT_DEPTH, 0);
  const [line = ''] = job.script as string[];
  const [, , command, , ...rest] = line.split(' ');
  assert.equal(command, 'check');
  assert.deepEqual(
    optionsIn(rest.join(' ')).filter((option) => !OPTIONS.has(option)),
    [],
  );
  assert.ok(rest.join(' ').includes(`--out ${job.artifacts.paths[0]}`));
  assert.equal(job.artifacts.reports.junit, `${job.artifacts.paths[0]}/junit.xml`);
  for (const script of [...job.before_script, ...job.script])
    assert.equal(spawnSync('bash', ['-n', '-c', script]).status, 0, script);
});

for (const [code, says] of [
  [0, /^no slower/],
  [1, /^slower/],
  [4, /^not decided/],
  [3, /^$/],
] as const) {
  test(`its script for any other system ends as the check does: ${code}`, () => {
    const bin = mkdtempSync(join(folder, 'bin-'));
    for (const [name, line] of [
      ['git', 'exit 1'],
      ['kelvin', `echo "$*" > '${join(bin, 'asked')}'; exit ${code}`],
    ] as const) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${line}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };
    const { status, stdout } = spawnSync('bash', ['-e', '-c', shell], { env, encoding: 'utf8' });
    assert.equal(status, code);
    assert.match(stdout.trim(), says);
    const asked = optionsIn(readFileSync(join(bin, 'asked'), 'utf8'));
    assert.deepEqual(
      asked.filter((option) => !OPTIONS.has(option)),
      [],
    );
  });
}
