import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { LogsResult } from '../../src/analysis/index.js';
import { formatReport } from '../../src/logs/index.js';
import { openLogRecording } from '../../src/recording/index.js';
import { invocations } from '../fixtures/log-lines.js';
import { CLI, kelvinHere, NO_AWS, temporaryFolder, until } from './kelvin.js';

const folder = temporaryFolder(after);
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
  return path;
};

/** START, what the function says, END and REPORT, as an export has them: a timestamp before each. */
const logText = (count: number): string =>
  invocations(count)
    .flatMap(({ report, at = 0 }) => {
      const time = new Date(at).toISOString();
      const id = report.requestId;
      return [`START RequestId: ${id} Version: $LATEST`, 'order of jane@example.com taken', `END RequestId: ${id}`]
        .concat(formatReport(report))
        .map((line) => `${time} ${line}\n`);
    })
    .join('');
const log = file('orders.log', logText(400));
const resultIn = (out: string): LogsResult => JSON.parse(readFileSync(join(folder, out, 'result.json'), 'utf8'));
const logs = (args: readonly string[]) => kelvinHere(['logs', ...args], { cwd: folder });

/** With a log on standard input. */
async function piped(text: string, args: readonly string[]) {
  const child = spawn(process.execPath, [CLI, 'logs', ...args], { cwd: folder, env: NO_AWS });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output.stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    output.stderr += chunk;
  });
  child.stdin.end(text);
  const [code] = await once(child, 'close');
  return { code, ...output };
}

test('reads a log file and prints, records and writes what it says', async () => {
  const { code, stdout, stderr } = await logs([log, '--region', 'eu-central-1', '--arch', 'x86_64', '--out', 'plain']);
  assert.equal(code, 0, stderr);
  assert.equal(stderr, '');
  assert.match(stdout, /Kelvin logs: 400 invocations/);
  assert.match(stdout, /Cold starts {6}4 cold of 400: 1\.00 %/);
  assert.deepEqual(readdirSync(join(folder, 'plain')).sort(), [
    'recording.jsonl',
    'report.html',
    'result.json',
    'summary.md',
  ]);
  const { total, region, priceBook, read } = resultIn('plain');
  assert.deepEqual(
    [total.invocations, total.cold.n, region, priceBook.region],
    [400, 4, 'eu-central-1', 'eu-central-1'],
  );
  assert.equal(read.messages, 1600);
  const expected = invocations(400).reduce((sum, it) => sum + (it.report.billedDurationMs ?? 0), 0);
  assert.equal(total.cost?.billedMs, expected);
});

test('nothing that the application logged is in any file', () => {
  for (const name of readdirSync(join(folder, 'plain'))) {
    assert.ok(!readFileSync(join(folder, 'plain', name), 'utf8').includes('jane@example.com'), name);
  }
});

test('reads several sources and folders as one', async () => {
  file('many/a.log', logText(30));
  const { code, stderr } = await logs(['many', log, '--out', 'together']);
  assert.equal(code, 0, stderr);
  assert.deepEqual(resultIn('together').sources, ['many', log]);
  assert.equal(resultIn('together').total.invocations, 430);
});

test('reads standard input when nothing is named, and prints the JSON alone where it is asked for', async () => {
  const { code, stdout, stderr } = await piped(logText(50), ['--json', '-', '--out', 'stdin']);
  assert.equal(code, 0, stderr);
  const result: LogsResult = JSON.parse(stdout);
  assert.deepEqual([result.total.invocations, result.sources], [50, ['-']]);
  assert.match(stderr, /50 invocations/);
  assert.deepEqual(result, resultIn('stdin'));
});

for (const option of ['--json', '--markdown', '--html'] as const) {
  test(`${option} without a name prints that view alone, and the summary elsewhere`, async () => {
    const out = `alone${option}`;
    const { code, stdout, stderr } = await logs([log, option, '--out', out]);
    assert.equal(code, 0, stderr);
    const name = { '--json': 'result.json', '--markdown': 'summary.md', '--html': 'report.html' }[option];
    assert.equal(stdout, readFileSync(join(folder, out, name), 'utf8'));
    assert.match(stderr, /Kelvin logs: 400 invocations/);
  });
}

test('a view with a name is written there, and again over itself', async () => {
  for (const out of ['named', 'named-again']) {
    const { code, stdout, stderr } = await logs([log, '--json', 'mine.json', '--out', out]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /\n {2}mine\.json\n/);
    assert.equal(
      readFileSync(join(folder, 'mine.json'), 'utf8'),
      readFileSync(join(folder, out, 'result.json'), 'utf8'),
    );
  }
});

test('a log that stands behind an option, as if it were its file, is not written over', async () => {
  const precious = file('precious.log', logText(2));
  for (const option of ['--json', '--markdown', '--html']) {
    const { code, stderr } = await piped('', [option, precious, '--out', 'never']);
    assert.equal(code, 2);
    assert.match(
      stderr,
      /precious\.log: the file exists and is no view of Kelvin's\n {2}hint: to read it, name it before/,
    );
    assert.equal(readFileSync(precious, 'utf8'), logText(2));
  }
});

test('kelvin report makes the same views again, byte for byte', async () => {
  for (const [option, name] of [
    ['--json', 'result.json'],
    ['--html', 'report.html'],
    ['--markdown', 'summary.md'],
  ] as const) {
    const { stdout } = await kelvinHere(['report', join(folder, 'plain', 'recording.jsonl'), option, '-']);
    assert.equal(stdout, readFileSync(join(folder, 'plain', name), 'utf8'), name);
  }
});

test("takes one's own prices, and keeps them in the recording", async () => {
  const requests = { x86_64: { usdPerRequest: 0.001 } };
  const prices = file('own.json', JSON.stringify({ id: 'own', extends: 'us-east-1-2026-09', onDemand: requests }));
  const { code, stderr } = await logs([log, '--region', 'us-east-1', '--prices', prices, '--out', 'priced']);
  assert.equal(code, 0, stderr);
  const { priceBook, total } = resultIn('priced');
  assert.equal(priceBook.id, 'own');
  assert.equal(total.cost?.charges.find((it) => it.unit === 'request')?.usd, 0.4);
  const again = await kelvinHere(['report', join(folder, 'priced'), '--json', '-']);
  assert.equal(again.stdout, readFileSync(join(folder, 'priced', 'result.json'), 'utf8'));
  const then = await kelvinHere(['report', join(folder, 'priced'), '--as-of', '2026-10-01', '--json', '-']);
  assert.equal(JSON.parse(then.stdout).priceBook.id, 'us-east-1-2026-09');
});

test('a log without a report is inconclusive, and says what there was instead', async () => {
  const { code, stdout } = await logs([file('app.log', 'hello\nworld\n'), '--out', 'empty']);
  assert.equal(code, 4);
  assert.match(stdout, /no report was found \(read: 2 lines\)/);
  assert.match(stdout, /system log level INFO/);
});

for (const [what, args, says] of [
  ['a source that is not there', ['nowhere.log'], /nowhere\.log: there is no such file/],
  ['a region without prices', [log, '--region', 'mars-north-1'], /no prices are known for mars-north-1/],
  ['an unknown architecture', [log, '--arch', 'sparc'], /--arch sparc is no architecture\n {2}hint: x86_64 or arm64/],
  [
    'a time that is none',
    ['--log-group', 'g', '--start', 'yesterday'],
    /--start yesterday is no time\n {2}hint: such as/,
  ],
  [
    'times that are the wrong way round',
    ['--log-group', 'g', '--start', '1h', '--end', '2h'],
    /--start is not before --end/,
  ],
  ['two views on standard output', [log, '--json', '--html', '-'], /--json and --html would both be printed/],
  ['times for a file', [log, '--start', '1h'], /--start and --end are for --log-group/],
  ['a log group beside a file', [log, '--log-group', 'g'], /are two readings/],
  ['an endpoint that is none', ['--log-group', 'g', '--endpoint-url', 'here'], /--endpoint-url here is no address/],
  ['a recording that stands there already', [log, '--out', 'plain'], /recording\.jsonl exists already/],
  ['nothing to resume', ['--resume', 'nowhere'], /is not there/],
  ['a file to resume', ['--resume', 'plain'], /is no reading of a log group that can go on/],
] as const) {
  test(`${what} is one clear message, and nothing is written`, async () => {
    const before = readdirSync(folder);
    const { code, stdout, stderr } = await logs(args);
    assert.equal(code, 2, stderr);
    assert.match(stderr, says);
    assert.match(stderr, /\n {2}hint: /);
    assert.ok(!/ {4}at /.test(stderr) && stdout === '', stderr);
    assert.deepEqual(readdirSync(folder), before);
  });
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`after ${signal} what was read is told, recorded and can be reported`, async () => {
    const out = join(folder, signal);
    const child = spawn(process.execPath, [CLI, 'logs', '--out', out], { cwd: folder, env: NO_AWS });
    let stdout = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      stdout += chunk;
    });
    child.stdin.on('error', () => {});
    child.stdin.write(logText(300));
    await until(
      'recording',
      () => existsSync(join(out, 'recording.jsonl')) && readFileSync(join(out, 'recording.jsonl')).length > 20_000,
    );
    child.kill(signal);
    const [code] = await once(child, 'close');
    assert.equal(code, 130);
    assert.match(stdout, /the reading was interrupted before its end/);
    const read = [...openLogRecording(join(out, 'recording.jsonl')).lines];
    assert.ok(read.length > 50 && read.every((it) => 'line' in it));
    assert.equal(
      (await kelvinHere(['report', out, '--json', '-'])).stdout,
      readFileSync(join(out, 'result.json'), 'utf8'),
    );
  });
}
