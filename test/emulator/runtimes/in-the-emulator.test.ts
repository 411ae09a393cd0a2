import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CloudWatchLogsClient, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Runtime } from '@aws-sdk/client-lambda';
import { Bench, credentials } from '../harness.js';
import { whyNot } from './runtime-process.js';

let bench: Bench;
let logs: CloudWatchLogsClient;
before(async () => {
  bench = await Bench.start();
  logs = new CloudWatchLogsClient({ endpoint: bench.emulator.endpoint, region: 'us-east-1', credentials });
});
after(async () => {
  logs.destroy();
  await bench.close();
});

async function messagesOf(name: string): Promise<string[]> {
  const { events = [] } = await logs.send(new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${name}` }));
  return events.map(({ message = '' }) => message);
}

const python = { Runtime: 'python3.12' as Runtime, Handler: 'app.handler' };

describe('Python', { skip: whyNot('python3.12') }, () => {
  test('handlers answer, print and log in order', async () => {
    const app = [
      'import logging',
      'logger = logging.getLogger()',
      'logger.setLevel("INFO")',
      'def handler(event, context):',
      '    print("printed")',
      '    logger.info("logged\\nin two lines")',
      '    print("again")',
      '    return event',
    ].join('\n');
    await bench.create('py', { 'app.py': app }, python);
    const cold = await bench.invoke('py', { text: 'ä' });
    assert.deepEqual(cold.payload, { text: 'ä' });
    assert.notEqual(cold.report.initDurationMs, undefined);
    assert.match(cold.log, /\nprinted\n\[INFO\]\t\S+Z\t[0-9a-f-]{36}\tlogged\nin two lines\nagain\nEND /);
    assert.ok((await messagesOf('py')).some((it) => it.endsWith('\tlogged\nin two lines\n')));
    assert.equal((await bench.invoke('py')).report.initDurationMs, undefined);
  });

  test('an error is one event, with hard spaces and without a newline at its end, as AWS has recorded it', async () => {
    const app =
      'class CustomException(Exception): pass\n\ndef handler(event, context):\n    raise CustomException("some error occurred")\n';
    await bench.create('py-raises', { 'app.py': app }, python);
    const { payload, functionError, log } = await bench.invoke('py-raises');
    const { errorType, errorMessage } = payload as { errorType: string; errorMessage: string };
    assert.deepEqual([functionError, errorType, errorMessage], ['Unhandled', 'CustomException', 'some error occurred']);
    const error = (await messagesOf('py-raises')).find((it) => it.startsWith('[ERROR]'));
    assert.match(
      error ?? '',
      /^\[ERROR\] CustomException: some error occurred\nTraceback \(most recent call last\):\n\u00a0\u00a0File "\S+\/app\.py", line 4, in handler\n\u00a0{4}raise CustomException\("some error occurred"\)$/,
    );
    assert.match(log, /occurred"\)END RequestId: /);
  });

  test('a wrong import fails INIT', async () => {
    await bench.create('py-import', { 'app.py': 'import absent' }, python);
    const { payload, report } = await bench.invoke('py-import');
    assert.deepEqual(payload, {
      errorMessage: "Unable to import module 'app': No module named 'absent'",
      errorType: 'Runtime.ImportModuleError',
      requestId: '',
      stackTrace: [],
    });
    assert.equal(report.errorType, 'Runtime.ImportModuleError');
  });
});

describe('Node.js', () => {
  test('22 has callbacks, and reports what nobody catches', async () => {
    const code = `exports.handler = (event, context, callback) =>
      event.late ? setTimeout(() => { throw new TypeError('late') }, 1) : callback(null, context.callbackWaitsForEmptyEventLoop)`;
    await bench.create('callbacks', { 'index.js': code }, { Runtime: 'nodejs22.x' as Runtime });
    assert.equal((await bench.invoke('callbacks')).payload, true);
    const { payload, report } = await bench.invoke('callbacks', { late: true });
    assert.equal((payload as { errorType: string }).errorType, 'TypeError');
    assert.equal(report.status, 'error');
  });

  test('logs messages of several lines as one event', async () => {
    await bench.create('lines', {
      'index.js': 'exports.handler = async () => console.log({ a: "x".repeat(100), b: 1 })',
    });
    await bench.invoke('lines');
    const message = (await messagesOf('lines')).find((it) => it.includes('\tINFO\t'));
    assert.match(message ?? '', /\tINFO\t\{\n {2}a: 'x{100}',\n {2}b: 1\n\}\n$/);
  });

  test('streams may be read whole', async () => {
    const code = `exports.handler = awslambda.streamifyResponse(async (event, stream) => {
      stream.write('{"a":'); await new Promise((resolve) => setTimeout(resolve, 5)); stream.end('1}') })`;
    await bench.create('streams', { 'index.js': code });
    assert.deepEqual((await bench.invoke('streams')).payload, { a: 1 });
    assert.deepEqual((await bench.invoke('streams')).payload, { a: 1 });
  });
});

test('a runtime that does not run here is created, and its INIT says so', async () => {
  await bench.create('java', { 'Handler.class': '' }, { Runtime: 'java21' as Runtime, Handler: 'Handler::handle' });
  const { payload, report } = await bench.invoke('java');
  assert.equal(report.errorType, 'Runtime.InvalidEntrypoint');
  assert.match((payload as { errorMessage: string }).errorMessage, /The emulator has no java21: only Node\.js, Python/);
  const old = bench.create('old', { 'index.js': '' }, { Runtime: 'nodejs14.x' as Runtime });
  await assert.rejects(old, {
    name: 'InvalidParameterValueException',
    message:
      'The runtime parameter of nodejs14.x is no longer supported for creating or updating AWS Lambda functions. We recommend you use the new runtime (nodejs24.x) while creating or updating functions.',
  });
});
