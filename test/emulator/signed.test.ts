import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { GetFunctionCommand, LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { isLoopback, startEmulator } from '../../src/emulator/index.js';
import { Bench, credentials } from './harness.js';

describe('an address that others reach', () => {
  test('is none of these', () => {
    for (const host of ['127.0.0.1', '127.8.9.1', '::1', 'localhost', '::ffff:127.0.0.1'])
      assert.ok(isLoopback(host), host);
  });

  test('is any other, names included', () => {
    for (const host of ['0.0.0.0', '::', '10.0.0.1', '1.127.0.0', 'example.org', '127.example.org', '']) {
      assert.ok(!isLoopback(host), host);
    }
  });

  test('is not listened on when nobody could sign', async () => {
    await assert.rejects(startEmulator({ port: 0, host: '0.0.0.0' }), /there are no credentials/);
  });
});

describe('there every request has to be signed', () => {
  let bench: Bench;
  let endpoint: string;
  before(async () => {
    bench = await Bench.start({ host: '0.0.0.0', credentials: [{ ...credentials }] });
    endpoint = bench.emulator.endpoint;
    await bench.create('f', { 'index.js': 'exports.handler = async (event) => event' });
  });
  after(() => bench.close());

  test("with one of its keys, as AWS's SDK does", async () => {
    assert.deepEqual((await bench.invoke('f', { ü: 1 })).payload, { ü: 1 });
    const logs = new CloudWatchLogsClient({ endpoint, region: 'us-east-1', credentials });
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
    assert.deepEqual(
      logGroups?.map((it) => it.logGroupName),
      ['/aws/lambda/f'],
    );
    logs.destroy();
  });

  for (const path of ['/2015-03-31/functions/', '/_kelvin/facts', '/no/such/thing']) {
    test(`or is refused before anything else: ${path}`, async () => {
      const reply = await fetch(endpoint + path);
      assert.equal(reply.status, 403);
      assert.equal(reply.headers.get('x-amzn-errortype'), 'MissingAuthenticationTokenException');
      assert.equal(await reply.text(), '{"message":"Missing Authentication Token"}');
    });
  }

  test('or with those that a function has found in its environment', async () => {
    await bench.create('role', { 'index.js': 'exports.handler = async () => process.env' });
    const { payload } = await bench.invoke('role');
    const found = payload as Record<string, string>;
    const role = {
      accessKeyId: found.AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: found.AWS_SECRET_ACCESS_KEY ?? '',
      sessionToken: found.AWS_SESSION_TOKEN ?? '',
    };
    const client = new LambdaClient({ endpoint, region: 'us-east-1', credentials: role });
    assert.ok((await client.send(new ListFunctionsCommand({}))).Functions?.length);
    client.destroy();
  });

  test('and not with another secret or key', async () => {
    const other = (changed: object) =>
      new LambdaClient({ endpoint, region: 'us-east-1', credentials: { ...credentials, ...changed }, maxAttempts: 1 });
    const guessing = other({ secretAccessKey: 'guessed' });
    await assert.rejects(guessing.send(new ListFunctionsCommand({})), (error: Error & { $response?: unknown }) => {
      const { statusCode, headers } = error.$response as { statusCode: number; headers: Record<string, string> };
      // The length of the answer is that of AWS's own to the same mistake (erlcloud/erlcloud#690).
      assert.deepEqual([error.name, statusCode, headers['content-length']], ['InvalidSignatureException', 403, '192']);
      return true;
    });
    const unknown = other({ accessKeyId: 'AKIDOTHER' });
    await assert.rejects(unknown.send(new ListFunctionsCommand({})), { name: 'UnrecognizedClientException' });
    guessing.destroy();
    unknown.destroy();
  });

  test('for CloudWatch Logs with the status code that JSON 1.1 has for it', async () => {
    const reply = await fetch(`${endpoint}/`, {
      method: 'POST',
      headers: { 'X-Amz-Target': 'Logs_20140328.DescribeLogGroups' },
    });
    assert.equal(reply.status, 400);
    assert.match(await reply.text(), /^\{"__type":"MissingAuthenticationTokenException","message":"Missing/);
  });

  test('save for the address of a package, which nobody can guess', async () => {
    const { Code, Configuration } = await bench.lambda.send(new GetFunctionCommand({ FunctionName: 'f' }));
    const location = Code?.Location ?? '';
    assert.equal((await fetch(location)).status, 200);
    const digest = Buffer.from(Configuration?.CodeSha256 ?? '', 'base64').toString('hex');
    assert.ok(!location.includes(digest.slice(0, 8)));
    assert.equal((await fetch(`${endpoint}/_kelvin/code/${digest.slice(0, 32)}.zip`)).status, 404);
  });
});
