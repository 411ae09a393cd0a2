import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  CreateAliasCommand,
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  PublishVersionCommand,
  UpdateFunctionConfigurationCommand,
} from '@aws-sdk/client-lambda';
import { EXIT_CODES, type Exit } from '../../src/commands/exit-code.js';
import { type Emulator, startEmulator } from '../../src/emulator/index.js';
import { formatReport } from '../../src/logs/index.js';
import { milliseconds } from '../../src/units/index.js';
import { invocations } from '../fixtures/log-lines.js';
import { commandLines, readme } from '../fixtures/readme.js';
import { zipOf } from '../fixtures/zip.js';
import { assertDone } from './assert-done.js';
import { kelvin, kelvinHere, NO_AWS, ROOT, startKelvin, temporaryFolder, until } from './kelvin.js';

/** The README's commands run in a copy of what a clone has, against an emulator that stands in for an account. */
const folder = temporaryFolder(after);
const REPORTS = invocations(40)
  .map(({ report }) => `${formatReport(report)}\n`)
  .join('');
/** Files of durations to explore, by what their columns are called. */
const REPLAYED = {
  'durations.csv': 'function,version,memory_mb,duration_ms',
  'means.csv': 'function,version,memory_mb,mean_ms',
  'odd.csv': 'APP,VERSION,SIZE,T',
};
const TEMPLATE = `Transform: AWS::Serverless-2016-10-31
Resources:
  MyFunction:
    Type: AWS::Serverless::Function
    Properties:
      Handler: index.handler
      Runtime: nodejs24.x
      MemorySize: 512
`;
/** Whoever runs the tests need be nobody to git. */
const GIT_USER = ['-c', 'user.name=Kelvin', '-c', 'user.email=kelvin@example.com', '-c', 'commit.gpgsign=false'];
/** Five of them check or tune it: that they run is shown by one size and a start of which a hundred take no minute. */
const LIGHTER: readonly (readonly [file: string, what: string, instead: string])[] = [
  ['scenarios/heavy-init/index.mjs', 'compileValidators(500)', 'compileValidators(8)'],
  ['scenarios/heavy-init.yaml', 'memorySizes: [128, 256, 512, 1024, 1769]', 'memorySizes: [1769]'],
];
let emulator: Emulator;
let client: LambdaClient;

before(async () => {
  for (const part of ['scenarios', 'reports/example'])
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  for (const [file, what, instead] of LIGHTER) {
    const text = readFileSync(join(folder, file), 'utf8');
    assert.ok(text.includes(what), `${file} has no ${what}`);
    writeFileSync(join(folder, file), text.replace(what, instead));
  }
  for (const step of [
    ['init', '--initial-branch=main'],
    ['add', '.'],
    ['commit', '--message=As it is'],
  ])
    assert.equal(spawnSync('git', [...GIT_USER, ...step], { cwd: folder }).status, 0);
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
  // Versions 1 and 2, which have to differ in something.
  for (const Description of ['before', 'after']) {
    await client.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'my-function', Description }));
    await client.send(new PublishVersionCommand({ FunctionName: 'my-function' }));
  }
  await client.send(new CreateAliasCommand({ FunctionName: 'my-function', Name: 'live', FunctionVersion: '2' }));
  writeFileSync(join(folder, 'template.yaml'), TEMPLATE);
  writeFileSync(join(folder, 'event.json'), '{}');
  mkdirSync(join(folder, 'logs'));
  for (const file of ['orders.log', 'logs/a.log']) writeFileSync(join(folder, file), REPORTS);
  for (const [file, header] of Object.entries(REPLAYED)) {
    const rows = [128, 256, 512, 1024, 2048].map((size) => `orders,v1,${size},${60_000 / size}`);
    writeFileSync(join(folder, file), [header, ...rows].join('\n'));
  }
  const journal = { schemaVersion: 1, functionName: 'my-function', region: 'us-east-1', endpoint: emulator.endpoint };
  const rest = { marker: 'kelvin 0', original: { memorySizeMB: 512, description: '' } };
  writeFileSync(join(folder, 'restore.jsonl'), JSON.stringify({ ...journal, ...rest }));
});
after(async () => {
  client.destroy();
  await emulator.close();
});

test('its example of own prices is a file that --prices takes', async () => {
  const [, example = ''] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
  writeFileSync(join(folder, 'own.json'), example);
  const args = ['report', 'reports/example', '--json', '-', '--prices', 'own.json'];
  const { code, stderr } = await kelvinHere(args, { cwd: folder });
  assert.equal(code, 0, stderr);
});

/** What starts no process runs in this process; each is one elsewhere. */
const startsNothing = ([command = '', ...rest]: readonly string[]): boolean =>
  ['apply', 'history', 'price', 'price-book', 'report'].includes(command) ||
  rest.includes('--replay') ||
  (command === 'logs' && !rest.includes('--log-group'));

/** Of what goes on until it is certain, or for long, no more than shows that it runs. */
const BRIEFLY: Readonly<Record<string, readonly string[]>> = {
  check: ['--max-cold-starts', '10', '--warm', '1', '--no-explain'],
  baseline: ['--cold', '10', '--warm', '1'],
  load: ['--max-requests', '16'],
};

for (const line of commandLines) {
  test(`runs: ${line}`, async () => {
    const [, ...typed] = [...line.matchAll(/'([^']*)'|\S+/g)].map(([word, quoted]) => quoted ?? word);
    const isExisting = typed[0] === 'tune' && typed.includes('--function');
    const args = [...typed, ...(isExisting ? ['--memory', '512,1024'] : (BRIEFLY[typed[0] ?? ''] ?? []))];
    const env = { ...NO_AWS, AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b', AWS_REGION: 'us-east-1' };
    const options = { cwd: folder, env: { ...env, AWS_ENDPOINT_URL: emulator.endpoint } };
    if (args[0] !== 'emulate') {
      const finished = await (startsNothing(args) ? kelvinHere : kelvin)(args, options);
      if (args[0] === 'tune' && !args.includes('--replay')) return assertDone(finished, folder);
      // What the machine that runs the tests is worth is its own affair.
      const poor: Readonly<Record<string, readonly Exit[]>> = {
        check: ['inconclusive', 'threshold'],
        doctor: ['untrusted'],
        load: ['inconclusive'],
      };
      const isPoorHost = poor[args[0] ?? '']?.some((it) => EXIT_CODES[it].code === finished.code);
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
    '--max-invocations',
    '14',
    '--out',
    join(folder, 'start'),
  ];
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, CI: '1' },
  });
  assertDone({ code: status, stdout, stderr });
  if (status === 0) assert.match(stdout.replaceAll(/\s+/g, ' '), /is the fastest within/);
  assert.match(stdout, /report\.html/);
});
