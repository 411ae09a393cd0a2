import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import {
  CreateFunctionCommand,
  DeleteFunctionCommand,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
  type ListFunctionsCommandOutput,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  type Runtime,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';
import { Bench, credentials, zip } from './harness.js';

let bench: Bench;
let lambda: LambdaClient;
before(async () => {
  bench = await Bench.start();
  lambda = bench.lambda;
  await bench.create('f', { 'index.js': 'exports.handler = async () => 1' });
});
after(() => bench.close());

const source = { 'index.js': 'exports.handler = async () => 1' };

describe('CreateFunction', () => {
  test('answers with a configuration that the waiters take for an active function', async () => {
    const code = await zip({ 'index.js': '// c' });
    const created = await lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'created',
        Runtime: 'nodejs24.x' as Runtime,
        Handler: 'index.handler',
        Role: 'arn:aws:iam::000000000000:role/r',
        Code: { ZipFile: code },
        Environment: { Variables: { A1: '1' } },
      }),
    );
    assert.equal(created.$metadata.httpStatusCode, 201);
    assert.equal(created.FunctionArn, 'arn:aws:lambda:us-east-1:000000000000:function:created');
    assert.equal(created.CodeSha256, createHash('sha256').update(code).digest('base64'));
    assert.equal(created.CodeSize, code.length);
    assert.deepEqual([created.Timeout, created.MemorySize, created.Version], [3, 128, '$LATEST']);
    assert.deepEqual(created.Environment?.Variables, { A1: '1' });
    assert.deepEqual(created.LoggingConfig, { LogFormat: 'Text', LogGroup: '/aws/lambda/created' });
    const waited = await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 2 }, { FunctionName: 'created' });
    assert.equal(waited.state, 'SUCCESS');
  });

  test('refuses a name that is taken', async () => {
    await assert.rejects(bench.create('f', source), {
      name: 'ResourceConflictException',
      message: 'Function already exist: f',
    });
  });

  const layer = 'arn:aws:lambda:us-east-1:000000000000:layer:l:1';
  const invalid = 'InvalidParameterValueException';
  const refusals: [string, object, string, RegExp][] = [
    [
      'too little memory',
      { MemorySize: 127 },
      'ValidationException',
      /'memorySize' failed.*greater than or equal to 128/,
    ],
    ['too much memory', { MemorySize: 10_241 }, invalid, /'MemorySize' value failed.*less than or equal to 10240/],
    ['no time at all', { Timeout: 0 }, 'ValidationException', /'timeout' failed.*greater than or equal to 1/],
    ['more than 15 minutes', { Timeout: 901 }, 'ValidationException', /'timeout' failed.*less than or equal to 900/],
    ['an unknown runtime', { Runtime: 'cobol85' }, invalid, /Value cobol85 at 'runtime' failed/],
    ['no handler', { Handler: undefined }, invalid, /Runtime and Handler are mandatory/],
    ['a small disk', { EphemeralStorage: { Size: 100 } }, 'ValidationException', /greater than or equal to 512/],
    ['5 KB of variables', { Environment: { Variables: { A1: 'x'.repeat(5000) } } }, invalid, /exceeded the 4KB limit/],
    ['a reserved variable', { Environment: { Variables: { AWS_REGION: 'x' } } }, invalid, /reserved keys.*AWS_REGION/],
    ['a layer that is not there', { Layers: [layer] }, invalid, /Layer version .*:layer:l:1 does not exist/],
    [
      'an image without its address',
      { PackageType: 'Image', Runtime: undefined, Handler: undefined },
      invalid,
      /Please provide ImageUri/,
    ],
    ['an image with a runtime', { PackageType: 'Image' }, invalid, /don't provide Handler or Runtime or Layer/],
    ['an image that says it is a zip', { Code: { ImageUri: 'image' } }, invalid, /Please don't provide ImageUri/],
    ['what is no zip', { Code: { ZipFile: Buffer.from('nonsense') } }, invalid, /Could not unzip uploaded file/],
    ['no code', { Code: {} }, invalid, /Please provide a source for function code/],
    ['a package in a bucket', { Code: { S3Bucket: 'bucket', S3Key: 'key' } }, invalid, /S3 Error Code: NoSuchKey/],
    ['a role that is none', { Role: 'role' }, 'ValidationException', /Value 'role' at 'role' failed.*arn:/],
    ['51 tags', { Tags: Object.fromEntries([...Array(51).keys()].map((it) => [`k${it}`, ''])) }, invalid, /tag limit/],
  ];
  for (const [what, change, name, message] of refusals) {
    test(`refuses ${what}`, async () => {
      await assert.rejects(bench.create('refused', source, change), (error: Error) => {
        assert.equal(error.name, name);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  test('names all that is wrong at once', async () => {
    await assert.rejects(bench.create('refused', source, { MemorySize: 1, Timeout: 0 }), {
      message:
        "2 validation errors detected: Value '0' at 'timeout' failed to satisfy constraint: Member must have value greater than or equal to 1; Value '1' at 'memorySize' failed to satisfy constraint: Member must have value greater than or equal to 128",
    });
  });
});

describe('a function', () => {
  test('is found by name, partial ARN and ARN', async () => {
    for (const name of [
      'f',
      '000000000000:function:f',
      'arn:aws:lambda:us-east-1:000000000000:function:f',
      'f:$LATEST',
    ]) {
      const found = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
      assert.equal(found.FunctionName, 'f');
    }
  });

  test('that does not exist is not found, with its ARN', async () => {
    const wanted = {
      name: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:nope',
    };
    await assert.rejects(lambda.send(new GetFunctionCommand({ FunctionName: 'nope' })), wanted);
    await assert.rejects(lambda.send(new InvokeCommand({ FunctionName: 'nope' })), {
      ...wanted,
      message: `${wanted.message}:$LATEST`,
    });
    await assert.rejects(lambda.send(new InvokeCommand({ FunctionName: 'f', Qualifier: '99' })), {
      name: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:us-east-1:000000000000:function:f:99',
    });
  });

  test('has its package at the address that GetFunction gives', async () => {
    const { Code, Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: 'f' }));
    const archive = Buffer.from(await (await fetch(Code?.Location ?? '')).arrayBuffer());
    assert.equal(createHash('sha256').update(archive).digest('base64'), Configuration?.CodeSha256);
  });

  test('belongs to the region that the request is signed for', async () => {
    const other = new LambdaClient({ endpoint: bench.emulator.endpoint, region: 'eu-central-1', credentials });
    await assert.rejects(other.send(new GetFunctionCommand({ FunctionName: 'f' })), /eu-central-1/);
    other.destroy();
  });

  test('is listed page by page', async () => {
    await bench.create('page-1', source);
    await bench.create('page-2', source);
    const names: (string | undefined)[] = [];
    let marker: string | undefined;
    do {
      const page: ListFunctionsCommandOutput = await lambda.send(
        new ListFunctionsCommand({ MaxItems: 2, ...(marker === undefined ? {} : { Marker: marker }) }),
      );
      names.push(...(page.Functions ?? []).map((it) => it.FunctionName));
      marker = page.NextMarker;
    } while (marker !== undefined);
    assert.ok(names.includes('page-1') && names.includes('page-2') && names.includes('f'));
    assert.equal(new Set(names).size, names.length);
  });
});

describe('UpdateFunctionConfiguration', () => {
  test('changes what it is given and leaves the rest', async () => {
    await bench.create('changing', source, { Environment: { Variables: { KEEP: '1' } }, Timeout: 7 });
    const updated = await lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName: 'changing', MemorySize: 512, Description: 'new' }),
    );
    assert.deepEqual([updated.MemorySize, updated.Timeout, updated.Description], [512, 7, 'new']);
    assert.deepEqual(updated.Environment?.Variables, { KEEP: '1' });
    const waited = await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 2 }, { FunctionName: 'changing' });
    assert.equal(waited.state, 'SUCCESS');
  });

  test('refuses a revision that is not the latest', async () => {
    await assert.rejects(
      lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'f', RevisionId: 'old', Timeout: 4 })),
      { name: 'PreconditionFailedException' },
    );
  });
});

describe('versions', () => {
  const publish = (more: object = {}) => lambda.send(new PublishVersionCommand({ FunctionName: 'versioned', ...more }));
  const configure = (more: object) =>
    lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'versioned', ...more }));

  test('are numbered, immutable, and the same again when nothing has changed', async () => {
    await bench.create('versioned', source);
    const first = await publish();
    assert.equal(first.Version, '1');
    assert.equal(first.FunctionArn, 'arn:aws:lambda:us-east-1:000000000000:function:versioned:1');
    assert.equal((await publish()).Version, '1');
    await configure({ MemorySize: 256 });
    assert.equal((await publish()).Version, '2');
    const old = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'versioned', Qualifier: '1' }));
    assert.equal(old.MemorySize, 1769);
    await configure({ Description: 'only this' });
    assert.equal((await publish()).Version, '3');
    assert.equal((await publish({ Description: 'of the version' })).Version, '3');
    await lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: 'versioned', ZipFile: await zip({ 'index.js': '// other' }) }),
    );
    assert.equal((await publish()).Version, '4');
  });

  test('are listed and deleted one by one, and no number comes again', async () => {
    await lambda.send(new DeleteFunctionCommand({ FunctionName: 'versioned', Qualifier: '4' }));
    const { Versions } = await lambda.send(new ListVersionsByFunctionCommand({ FunctionName: 'versioned' }));
    assert.deepEqual(
      Versions?.map((it) => it.Version),
      ['$LATEST', '1', '2', '3'],
    );
    assert.equal((await publish()).Version, '5');
    await lambda.send(new DeleteFunctionCommand({ FunctionName: 'versioned' }));
    await assert.rejects(publish(), { name: 'ResourceNotFoundException' });
    await bench.create('versioned', source);
    assert.equal((await publish()).Version, '6');
  });
});

describe('Invoke', () => {
  test('with DryRun runs nothing', async () => {
    const reply = await lambda.send(new InvokeCommand({ FunctionName: 'f', InvocationType: 'DryRun' }));
    assert.equal(reply.StatusCode, 204);
  });

  test('refuses more than 6 MB', async () => {
    const payload = JSON.stringify('x'.repeat(6 * 1_048_576));
    await assert.rejects(lambda.send(new InvokeCommand({ FunctionName: 'f', Payload: payload })), (error: Error) => {
      assert.equal(error.name, 'RequestTooLargeException');
      assert.match(error.message, /6291458 byte payload is too large for the RequestResponse invocation type/);
      return true;
    });
  });

  test('refuses what is no JSON', async () => {
    await assert.rejects(lambda.send(new InvokeCommand({ FunctionName: 'f', Payload: '{' })), {
      name: 'InvalidRequestContentException',
    });
  });
});

describe('on the wire', () => {
  test('an error has its type in a header, and every answer a request id', async () => {
    const reply = await fetch(`${bench.emulator.endpoint}/2015-03-31/functions/nope`);
    assert.equal(reply.status, 404);
    assert.equal(reply.headers.get('x-amzn-errortype'), 'ResourceNotFoundException');
    assert.match(reply.headers.get('x-amzn-requestid') ?? '', /^[0-9a-f-]{36}$/);
    const body = (await reply.json()) as Record<string, string>;
    assert.equal(body.Type, 'User');
    assert.match(body.Message ?? '', /Function not found/);
  });

  test('what is no operation is refused, and the emulator goes on', async () => {
    assert.equal((await fetch(`${bench.emulator.endpoint}/2015-03-31/nothing`)).status, 404);
    assert.equal((await fetch(`${bench.emulator.endpoint}/`, { method: 'POST', body: '{' })).status, 400);
    const headers = { 'x-amz-client-context': 'x'.repeat(100_000) };
    assert.equal((await fetch(`${bench.emulator.endpoint}/_kelvin/facts`, { headers })).status, 431);
    assert.equal((await fetch(`${bench.emulator.endpoint}/_kelvin/facts`)).status, 200);
  });

  test('says who the caller is, as STS does, for the tools that ask first', async () => {
    const body = new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
    const reply = await fetch(`${bench.emulator.endpoint}/`, { method: 'POST', body });
    assert.equal(reply.status, 200);
    assert.match(await reply.text(), /<Account>000000000000<\/Account>/);
  });

  test('refuses what else STS can do in the form that its clients read', async () => {
    const body = new URLSearchParams({ Action: '<AssumeRole&', Version: '2011-06-15' });
    const reply = await fetch(`${bench.emulator.endpoint}/`, { method: 'POST', body });
    assert.deepEqual([reply.status, reply.headers.get('content-type')], [400, 'text/xml']);
    const error =
      /<Error><Type>Sender<\/Type><Code>(.*)<\/Code><Message>(.*)<\/Message><\/Error>/.exec(await reply.text()) ?? [];
    assert.deepEqual(error.slice(1), [
      'UnknownOperationException',
      'The emulator has no operation &lt;AssumeRole&amp;',
    ]);
  });

  test('what is no HTTP is refused, and the next is served', async () => {
    const { hostname, port } = new URL(bench.emulator.endpoint);
    for (const [sent, answered] of [
      ['NONSENSE\r\n\r\n', /^HTTP\/1\.1 400 Bad Request[\s\S]*\{"message":"Bad Request"\}$/],
      [`GET / HTTP/1.1\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`, /^HTTP\/1\.1 431 /],
      ['GET / HTTP/1.1\r\nHost: a\r\nContent-Length: nine\r\n\r\n', /^HTTP\/1\.1 400 /],
    ] as const) {
      const socket = connect(Number(port), hostname);
      socket.end(sent);
      assert.match(await text(socket), answered);
    }
    assert.equal((await fetch(`${bench.emulator.endpoint}/_kelvin/facts`)).status, 200);
  });

  test('a container image is kept and described, and fails at INIT with the reason', async () => {
    const ImageUri = '000000000000.dkr.ecr.us-east-1.amazonaws.com/app:latest';
    const image = { Code: { ImageUri }, PackageType: 'Image' as const, Runtime: undefined, Handler: undefined };
    await bench.create('image', source, image);
    const { Code, Configuration } = await lambda.send(new GetFunctionCommand({ FunctionName: 'image' }));
    assert.deepEqual([Code?.ImageUri, Configuration?.PackageType], [ImageUri, 'Image']);
    const { functionError, payload } = await bench.invoke('image');
    assert.equal(functionError, 'Unhandled');
    assert.match(JSON.stringify(payload), /Runtime.InvalidEntrypoint.*container images/);
  });

  test('a function whose package is gone from the disk is answered with an error, and not tried for ever', async () => {
    const workFolder = mkdtempSync(join(tmpdir(), 'kelvin-test-'));
    const other = await Bench.start({ workFolder });
    try {
      await other.create('lost', source);
      for (const name of readdirSync(workFolder)) rmSync(join(workFolder, name, 'code'), { recursive: true });
      const { functionError } = await other.invoke('lost');
      assert.equal(functionError, 'Unhandled');
    } finally {
      await other.close();
      rmSync(workFolder, { recursive: true, force: true });
    }
  });

  test('the facts are served as the emulator has them', async () => {
    const facts = await (await fetch(`${bench.emulator.endpoint}/_kelvin/facts`)).json();
    assert.deepEqual(facts, bench.emulator.facts);
  });

  test('a port that is taken is an error that can be told', async () => {
    const port = Number(new URL(bench.emulator.endpoint).port);
    await assert.rejects(Bench.start({ port }), { code: 'EADDRINUSE' });
  });
});
