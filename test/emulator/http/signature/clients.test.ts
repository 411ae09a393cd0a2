import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient, ListFunctionsCommand, UntagResourceCommand } from '@aws-sdk/client-lambda';
import { systemClock } from '../../../../src/emulator/clock.js';
import { SignatureVerifier } from '../../../../src/emulator/http/signature/verifier.js';

/** Answers whatever is signed by a known key, and says nothing else: what the real clients sign is the test. */
const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret/+=' };
const verifier = new SignatureVerifier([credentials], systemClock);
const seen: string[] = [];

async function answer(request: IncomingMessage): Promise<[status: number, body: string]> {
  const service = request.headers['x-amz-target'] === undefined ? 'lambda' : 'logs';
  const body = await buffer(request);
  const { method = '', url: target = '', rawHeaders } = request;
  try {
    verifier.open({ method, target, rawHeaders }, { service }).verify(body);
    seen.push(target);
    return [200, '{}'];
  } catch (error) {
    return [403, JSON.stringify({ message: String(error) })];
  }
}

const server = createServer((request, response) => {
  answer(request).then(
    ([status, body]) => response.writeHead(status, { 'Content-Type': 'application/json' }).end(body),
    () => response.destroy(),
  );
});

describe("what AWS's SDK for JavaScript signs is accepted", () => {
  let settings: { endpoint: string; region: string; credentials: typeof credentials; maxAttempts: number };
  let lambda: LambdaClient;

  before(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    settings = { endpoint, region: 'eu-central-1', credentials, maxAttempts: 1 };
    lambda = new LambdaClient(settings);
  });

  after(() => {
    lambda.destroy();
    server.close();
    server.closeAllConnections();
  });

  test('an ARN in the path, which is encoded twice, with a payload', async () => {
    const FunctionName = 'arn:aws:lambda:eu-central-1:000000000000:function:f:$LATEST';
    await lambda.send(new InvokeCommand({ FunctionName, Payload: 'Jürgen', Qualifier: '$LATEST', LogType: 'Tail' }));
    assert.match(seen.at(-1) ?? '', /%3A/);
  });

  test('names and values of a query string that are encoded, and come several times', async () => {
    const Resource = 'arn:aws:lambda:eu-central-1:000000000000:function:f';
    await lambda.send(new UntagResourceCommand({ Resource, TagKeys: ['b c', 'a+b', "Größe'(x)*!", 'a~b', 'z=&?'] }));
    await lambda.send(new ListFunctionsCommand({ Marker: 'a/b==', MaxItems: 1 }));
  });

  test('the session token and the target of JSON 1.1', async () => {
    const logs = new CloudWatchLogsClient(settings);
    await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/' }));
    logs.destroy();
    const other = new LambdaClient({ ...settings, credentials: { ...credentials, sessionToken: 'temporary' } });
    await assert.rejects(other.send(new ListFunctionsCommand({})), /The security token included in the request is/);
    other.destroy();
  });

  test('another secret is not', async () => {
    const other = new LambdaClient({ ...settings, credentials: { ...credentials, secretAccessKey: 'guessed' } });
    await assert.rejects(
      other.send(new ListFunctionsCommand({})),
      /The request signature we calculated does not match/,
    );
    other.destroy();
  });
});
