import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RuntimeProcess, whyNot } from './runtime-process.js';

const PYTHON = 'python3.12';

const start = (code: string, more: Partial<{ runtime: string; handler: string; logFormat: string }> = {}) =>
  RuntimeProcess.start(
    { 'app.py': code, 'src/deep/app.py': code },
    { runtime: PYTHON, handler: 'app.handler', ...more },
  );

describe('Python handlers', { skip: whyNot(PYTHON) }, () => {
  for (const handler of ['app.handler', 'src/deep/app.handler', 'src.deep.app.handler']) {
    test(`are found as ${handler}`, async () => {
      await using it = await start('def handler(event, context): return event', { handler });
      const { path, headers, body, id } = await it.api.invoke({ text: 'ä' });
      assert.equal(path, `invocation/${id}/response`);
      assert.equal(headers['lambda-runtime-invocation-id'], `invocation-of-${id}`);
      assert.equal(headers['content-type'], 'application/json');
      assert.equal(body, '{"text": "ä"}');
      await it.api.ready();
      assert.deepEqual(it.api.calls, ['invocation/next', 'response', 'invocation/next']);
    });
  }

  test('get the whole context', async () => {
    const code = [
      'import os',
      'def handler(event, context):',
      '    return [str(context), context.client_context.client.app_title, context.client_context.custom["a"],',
      '            context.identity.cognito_identity_id, context.tenant_id, context.client_context.env,',
      '            0 < context.get_remaining_time_in_millis() <= 3000, os.environ["_X_AMZN_TRACE_ID"]]',
    ].join('\n');
    await using it = await start(code);
    const headers = {
      'Lambda-Runtime-Client-Context': '{"client":{"app_title":"title","other":1},"custom":{"a":1}}',
      'Lambda-Runtime-Cognito-Identity': '{"cognitoIdentityId":"id","cognitoIdentityPoolId":"pool"}',
      'Lambda-Runtime-Aws-Tenant-Id': 'tenant',
    };
    const { body, id } = await it.api.invoke({}, headers);
    const [shown, ...rest] = JSON.parse(body);
    assert.equal(
      shown,
      `LambdaContext([aws_request_id=${id},log_group_name=/aws/lambda/f,log_stream_name=stream,function_name=f,memory_limit_in_mb=512,function_version=$LATEST,invoked_function_arn=arn:aws:lambda:us-east-1:000000000000:function:f,client_context=ClientContext([custom={'a': 1},env=None,client=Client([installation_id=None,app_title=title,app_version_name=None,app_version_code=None,app_package_name=None])]),identity=CognitoIdentity([cognito_identity_id=id,cognito_identity_pool_id=pool]),tenant_id=tenant])`,
    );
    const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0';
    assert.deepEqual(rest, ['title', 1, 'id', 'tenant', null, true, trace]);
    const without = JSON.parse((await it.api.invoke()).body);
    assert.equal(without.errorType, 'AttributeError');
  });

  test('search for modules where AWS does', async () => {
    await using it = await start('import sys\ndef handler(e, c): return [sys.path, sys.flags.no_user_site]');
    const [path] = JSON.parse((await it.api.invoke()).body) as [string[]];
    assert.deepEqual(path.slice(0, 3), [it.folder, '/opt/python/lib/python3.12/site-packages', '/opt/python']);
    assert.match(path[3] ?? '', /runtimes\/python$/);
    assert.match(path[4] ?? '', /python312\.zip$/);
  });

  test('answer what JSON does not know as AWS writes it', async () => {
    const code = [
      'import collections, decimal',
      'Pair = collections.namedtuple("Pair", "x y")',
      'def handler(event, context):',
      '    return {"d": decimal.Decimal("1.50"), "n": decimal.Decimal("NaN"), "t": (1, Pair(1, [Pair(2, None)])),',
      '            "b": b"bytes", b"k": 10**30, 5: "\\u00e4\\x7f"}',
    ].join('\n');
    await using it = await start(code);
    const text = `{"d": 1.50, "n": NaN, "t": [1, {"x": 1, "y": [{"x": 2, "y": null}]}], "b": "bytes", "k": 1${'0'.repeat(30)}, "5": "ä\x7f"}`;
    assert.equal((await it.api.invoke()).body, text);
  });

  test('answer with escapes before Python 3.12', { skip: whyNot('python3.11') }, async () => {
    await using it = await start('def handler(e, c): return "\\u00e4\\x7f"', { runtime: 'python3.11' });
    assert.equal((await it.api.invoke()).body, '"\\u00e4\\u007f"');
  });

  test('answer bytes as they are', async () => {
    await using it = await start('def handler(e, c): return b"raw"');
    const { body, headers } = await it.api.invoke();
    assert.deepEqual([body, headers['content-type']], ['raw', 'application/unknown']);
  });

  test('of megabytes pass, and a refused answer is logged', async () => {
    await using it = await start('def handler(e, c): return e + e');
    const text = 'ä'.repeat(1_500_000);
    assert.equal((await it.api.invoke(text)).body, JSON.stringify(text + text));
    it.api.status = 413;
    await it.api.invoke(text);
    await it.logged(
      /^\[ERROR\] \[\d+\] LAMBDA_RUNTIME Failed to post handler success response\. Http response code: 413\.$/m,
    );
  });

  test('run their hooks around a snapshot, and ask for restoring only then', async () => {
    const code = [
      'from snapshot_restore_py import register_before_snapshot, register_after_restore',
      'done = []',
      '@register_before_snapshot',
      'def first(): done.append("before 1")',
      'register_before_snapshot(done.append, "before 2")',
      'register_after_restore(done.append, "after 1")',
      'register_after_restore(done.append, "after 2")',
      'def handler(event, context): return done',
    ].join('\n');
    const settings = { runtime: PYTHON, handler: 'app.handler' };
    const snapStart = { AWS_LAMBDA_INITIALIZATION_TYPE: 'snap-start' };
    await using it = await RuntimeProcess.start({ 'app.py': code }, settings, snapStart);
    assert.equal((await it.api.invoke()).body, '["before 2", "before 1", "after 1", "after 2"]');
    assert.deepEqual(it.api.calls.slice(0, 3), ['restore/next', 'invocation/next', 'response']);
    await using plain = await start(code);
    assert.equal((await plain.api.invoke()).body, '[]');
  });

  test('whose hook fails end the runtime', async () => {
    const code = [
      'from snapshot_restore_py import register_after_restore',
      'def hook(): raise ValueError("no")',
      'register_after_restore(hook)',
      'def handler(event, context): pass',
    ].join('\n');
    const settings = { runtime: PYTHON, handler: 'app.handler' };
    const snapStart = { AWS_LAMBDA_INITIALIZATION_TYPE: 'snap-start' };
    await using it = await RuntimeProcess.start({ 'app.py': code }, settings, snapStart);
    const { path, headers, body } = await it.api.posted();
    assert.equal(path, 'restore/error');
    assert.equal(headers['lambda-runtime-function-error-type'], 'Runtime.AfterRestoreError');
    assert.equal(JSON.parse(body).errorType, 'ValueError');
    assert.deepEqual(await it.exited, { code: 65, signal: null });
  });
});

describe('every Python that AWS has', () => {
  for (const minor of [8, 9, 10, 11, 12, 13, 14]) {
    const runtime = `python3.${minor}`;
    test(`${runtime} answers, prints and raises`, { skip: whyNot(runtime) }, async () => {
      const code =
        'import sys\ndef handler(e, c):\n    print("here")\n    return [e, sys.version_info[1], 1 / e["by"]]';
      await using it = await start(code, { runtime });
      assert.equal((await it.api.invoke({ by: 2 })).body, `[{"by": 2}, ${minor}, 0.5]`);
      assert.equal(JSON.parse((await it.api.invoke({ by: 0 })).body).errorType, 'ZeroDivisionError');
      await it.logged(/^here\nhere\n\[ERROR\] ZeroDivisionError: division by zero\r/);
    });
  }
});
