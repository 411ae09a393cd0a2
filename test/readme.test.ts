import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { COMMANDS } from '../src/commands/all.js';
import type { CommandSpec } from '../src/commands/command.js';
import { EXIT_CODES } from '../src/commands/exit-code.js';
import { modelOf } from '../src/emulator/api/models.js';
import { logsOperations } from '../src/emulator/http/logs-actions/index.js';
import type { Operation } from '../src/emulator/http/operation.js';
import { isEmulated } from '../src/emulator/http/operation-table.js';
import { lambdaFamilies } from '../src/emulator/http/operations.js';
import { needNames, permissionsFor, policyFor } from '../src/target/index.js';
import { kelvin, kelvinHere, ROOT } from './commands/kelvin.js';
import { commandLines, README, shellBlocks, readme as text } from './fixtures/readme.js';

const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

const escaped = (cell: string): string => cell.replaceAll('|', '\\|');
const table = (head: readonly [string, string], rows: readonly (readonly [string, string])[]): string =>
  [head, ['---', '---'] as const, ...rows].map(([a, b]) => `| ${a} | ${b} |`).join('\n');

/** Everything in the README that is declared in the code: written from there, and compared. */
const GENERATED: Readonly<Record<string, string>> = {
  ...Object.fromEntries(COMMANDS.map((spec) => [`options:${spec.name}`, optionTable(spec)])),
  'exit-codes': table(
    ['code', 'meaning'],
    Object.values(EXIT_CODES).map(({ code, meaning }) => [String(code), meaning]),
  ),
  operations: operationTable(),
  permissions: permissionTable(),
  policy: ['```json', policyText(), '```'].join('\n'),
};

/** Each action once, with the commands and options that ask for it. */
function permissionTable(): string {
  const rows = permissionsFor(needNames()).map(({ action }) => {
    const needs = needNames().filter((need) => permissionsFor([need]).some((it) => it.action === action));
    const why = new Set(
      needs.flatMap(
        (need) =>
          permissionsFor([need])
            .find((it) => it.action === action)
            ?.why.split('; ') ?? [],
      ),
    );
    return `| \`${action}\` | ${needs.join(', ')} | ${[...why].join('; ')} |`;
  });
  return ['| action | asked for by | to |', '| --- | --- | --- |', ...rows].join('\n');
}

/** A statement a line. */
function policyText(): string {
  const { Version, Statement } = policyFor(['tune', 'load'], {});
  const lines = Statement.map((it) => `  ${JSON.stringify(it)}`).join(',\n');
  return `{"Version":"${Version}","Statement":[\n${lines}\n]}`;
}

/** From the table of routes: what the emulator answers of AWS's models, and what it does not. */
function operationTable(): string {
  const names = (operations: readonly Operation[]): string => operations.map(({ name }) => `\`${name}\``).join(' ');
  const missing = (api: 'lambda' | 'logs'): string =>
    Object.keys(modelOf(api).operations)
      .filter((name) => !isEmulated(api, name))
      .map((name) => `\`${name}\``)
      .join(' ');
  return table(
    ['of AWS Lambda', 'operations'],
    [
      ['Invocation', '`Invoke` `InvokeWithResponseStream`'],
      ...lambdaFamilies
        .filter((family) => family.name !== 'Invocation')
        .map((family) => [family.name, names(family.operations)] as const),
      ['not emulated', missing('lambda')],
      ['**of CloudWatch Logs**', ''],
      ['emulated', names(logsOperations)],
      ['not emulated', missing('logs')],
    ],
  );
}

function optionTable({ options }: CommandSpec): string {
  return table(
    ['option', 'meaning'],
    options.map(({ flags, description }) => [`\`${flags}\``, escaped(description)]),
  );
}

const section = (name: string): RegExp => {
  const [close = name] = name.split(':');
  return new RegExp(`(<!-- ${name} -->\n)([\\s\\S]*?)(<!-- /${close} -->)`);
};

test('the tables of options and exit codes are those of the code', () => {
  let expected = text;
  for (const [name, content] of Object.entries(GENERATED)) {
    assert.match(text, section(name), `the README has no section ${name}`);
    expected = expected.replace(section(name), (_, open, __, end) => `${open}${content}\n${end}`);
  }
  if (process.env.KELVIN_UPDATE_GOLDEN === '1') writeFileSync(README, expected);
  else assert.equal(text, expected);
});

test('it opens with the two commands of a fresh clone, and their scripts exist', () => {
  const commands = (shellBlocks[0] ?? '').split('\n').map((line) => line.replace(/\s+#.*/, ''));
  assert.deepEqual(commands, ['npm ci && npm start', 'npm ci && npm test']);
  assert.ok(manifest.scripts.start && manifest.scripts.test);
  assert.equal(manifest.engines.node, '>=22');
});

test('every file that it links to is there', () => {
  const links = [...text.matchAll(/\]\(([^)#]+)\)/g)].map(([, path = '']) => path);
  assert.deepEqual(
    links.filter((path) => !existsSync(join(ROOT, path))),
    [],
  );
});

test('the ranks of the architecture are those of the test', () => {
  const ranks = [...text.matchAll(/^\| (\d) \| ([^|]+) \|/gm)].flatMap(([, rank = '', cell = '']) =>
    (cell.match(/[a-z.]+(?=\/|`)/g) ?? []).map((folder) => [folder, rank] as const),
  );
  assert.ok(ranks.length >= 13, `only ${ranks.length} folders were found`);
  const map = readFileSync(join(ROOT, 'test', 'architecture.test.ts'), 'utf8');
  for (const [folder, rank] of ranks)
    assert.match(map, new RegExp(`'?${folder.replace('.', '\\.')}'?: ${rank},`), folder);
});

test('it shows a command line for every command', () => {
  const shown = new Set(commandLines.map((line) => line.split(' ')[1]));
  assert.deepEqual([...shown].sort(), COMMANDS.map(({ name }) => name).sort());
});

test('--help names every command, and each command every option', async () => {
  const { stdout } = await kelvin(['--help']);
  for (const { name, summary } of COMMANDS)
    assert.ok(stdout.includes(name) && stdout.includes(summary.slice(0, 30)), name);
  for (const { name, options } of COMMANDS) {
    const help = (await kelvinHere([name, '--help'])).stdout;
    for (const { flags } of options) assert.ok(help.includes(flags), `${name}: ${flags}`);
  }
  assert.equal((await kelvin(['--version'])).stdout.trim(), manifest.version);
});
