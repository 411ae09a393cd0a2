import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { CreateFunctionCommand, InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { COMMANDS } from '../src/commands/all.js';
import type { CommandSpec } from '../src/commands/command.js';
import { EXIT_CODES } from '../src/commands/exit-code.js';
import { modelOf } from '../src/emulator/api/models.js';
import { logsOperations } from '../src/emulator/http/logs-actions/index.js';
import type { Operation } from '../src/emulator/http/operation.js';
import { isEmulated } from '../src/emulator/http/operation-table.js';
import { lambdaFamilies } from '../src/emulator/http/operations.js';
import { type Emulator, startEmulator } from '../src/emulator/index.js';
import { formatReport } from '../src/logs/index.js';
import { milliseconds } from '../src/units/index.js';
import { assertDone } from './commands/assert-done.js';
import { kelvin, NO_AWS, ROOT, startKelvin, temporaryFolder, until } from './commands/kelvin.js';
import { invocations } from './fixtures/log-lines.js';
import { zipOf } from './fixtures/zip.js';

const README = join(ROOT, 'README.md');
const text = readFileSync(README, 'utf8');
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
};

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

const blocks = [...text.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, body = '']) => body.trim());

test('it opens with the two commands of a fresh clone, and their scripts exist', () => {
  const commands = (blocks[0] ?? '').split('\n').map((line) => line.replace(/\s+#.*/, ''));
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

/** The commands run in a copy of what a clone has, against an emulator that stands in for an account. */
const folder = temporaryFolder(after);
const COMMAND_LINES = blocks.slice(1).flatMap((body) => body.split('\n').filter((line) => line.startsWith('kelvin ')));
const REPORTS = invocations(40)
  .map(({ report }) => `${formatReport(report)}\n`)
  .join('');
let emulator: Emulator;
let client: LambdaClient;

before(async () => {
  for (const part of ['scenarios', 'reports/example'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  cpSync(join(ROOT, 'test/fixtures/price-list/us-east-1.json'), join(folder, 'us-east-1.json'));
  emulator = await startEmulator({ port: 0, transition: milliseconds(0), preferFunctions: true });
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  client = new LambdaClient({ endpoint: emulator.endpoint, region: 'us-east-1', credentials });
  await client.send(
    new CreateFunctionCommand({
      FunctionName: 'my-function',
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::123456789012:role/x',
      Code: { ZipFile: await zipOf({ 'index.mjs': 'export const handler = async () => 1;\n' }) },
      MemorySize: 512,
    }),
  );
  await client.send(new InvokeCommand({ FunctionName: 'my-function' }));
  mkdirSync(join(folder, 'logs'));
  for (const file of ['orders.log', 'logs/a.log']) writeFileSync(join(folder, file), REPORTS);
  const journal = { schemaVersion: 1, functionName: 'my-function', region: 'us-east-1', endpoint: emulator.endpoint };
  const rest = { marker: 'kelvin 0', original: { memorySizeMB: 512, description: '' } };
  writeFileSync(join(folder, 'restore.json'), JSON.stringify({ ...journal, ...rest }));
});
after(async () => {
  client.destroy();
  await emulator.close();
});

test('its example of own prices is a file that --prices takes', async () => {
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(text) ?? [];
  writeFileSync(join(folder, 'own.json'), example);
  const { code, stderr } = await kelvin(['report', 'reports/example', '--json', '-', '--prices', 'own.json'], {
    cwd: folder,
  });
  assert.equal(code, 0, stderr);
});

test('it shows a command line for every command', () => {
  const shown = new Set(COMMAND_LINES.map((line) => line.split(' ')[1]));
  assert.deepEqual([...shown].sort(), COMMANDS.map(({ name }) => name).sort());
});

for (const line of COMMAND_LINES) {
  test(`runs: ${line}`, async () => {
    const [, ...args] = [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
    const env = { ...NO_AWS, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'us-east-1' };
    const options = { cwd: folder, env: { ...env, AWS_ENDPOINT_URL: emulator.endpoint } };
    if (args[0] !== 'emulate') {
      const finished = await kelvin(args, options);
      if (args[0] === 'tune') return assertDone(finished, folder);
      // What the machine that runs the tests is worth is its own affair.
      const poor: Readonly<Record<string, number>> = {
        doctor: EXIT_CODES.untrusted.code,
        load: EXIT_CODES.inconclusive.code,
      };
      const isPoorHost = finished.code === poor[args[0] ?? ''];
      return assert.ok(finished.code === 0 || isPoorHost, finished.stderr);
    }
    const run = startKelvin(args, options);
    await until('the line with the endpoint', () => run.output().includes('\n'));
    assert.match(JSON.parse(run.output()).endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
    run.child.kill('SIGTERM');
    assert.equal((await run.finished).code, 0);
  });
}

test('npm start runs the bundled example', () => {
  const args = [
    '--silent',
    'start',
    '--',
    '--memory',
    '1769,3008',
    '--cold',
    '1',
    '--warm',
    '6',
    '--out',
    join(folder, 'start'),
  ];
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CI: '1' },
  });
  assertDone({ code: status, stdout, stderr });
  if (status === 0) assert.match(stdout, /MB is the fastest within/);
  assert.match(stdout, /report\.html/);
});

test('--help names every command, and each command every option', async () => {
  const { stdout } = await kelvin(['--help']);
  for (const { name, summary } of COMMANDS)
    assert.ok(stdout.includes(name) && stdout.includes(summary.slice(0, 30)), name);
  for (const { name, options } of COMMANDS) {
    const help = (await kelvin([name, '--help'])).stdout;
    for (const { flags } of options) assert.ok(help.includes(flags), `${name}: ${flags}`);
  }
  assert.equal((await kelvin(['--version'])).stdout.trim(), manifest.version);
});
