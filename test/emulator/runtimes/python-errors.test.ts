import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RuntimeProcess, whyNot } from './runtime-process.js';

const PYTHON = 'python3.12';

const start = (code: string, more: Partial<{ runtime: string; handler: string; logFormat: string }> = {}) =>
  RuntimeProcess.start({ 'app.py': code }, { runtime: PYTHON, handler: 'app.handler', ...more });

describe('errors of Python functions', { skip: whyNot(PYTHON) }, () => {
  test('have type, message and trace, and AWS logs them with spaces that stay', async () => {
    await using it = await start('def handler(event, context):\n    raise ValueError("no good")\n');
    const { path, body, id, headers } = await it.api.invoke();
    assert.equal(path, `invocation/${id}/error`);
    assert.equal(headers['lambda-runtime-invocation-id'], `invocation-of-${id}`);
    const frame = `  File "${it.folder}/app.py", line 2, in handler\n    raise ValueError("no good")\n`;
    assert.deepEqual(JSON.parse(body), {
      errorMessage: 'no good',
      errorType: 'ValueError',
      requestId: id,
      stackTrace: [frame],
    });
    const line = '[ERROR] ValueError: no good\rTraceback (most recent call last):\r';
    const wanted = `${line}\u00a0\u00a0File "${it.folder}/app.py", line 2, in handler\r\u00a0\u00a0\u00a0\u00a0raise ValueError("no good")\n`;
    assert.equal(await it.logged(/no good"\)\n/), wanted);
    assert.equal((await it.api.invoke()).path.endsWith('/error'), true);
  });

  const inits: [string, string, string, string, string][] = [
    [
      'a module that is not there',
      'import absent',
      'app.handler',
      'Runtime.ImportModuleError',
      "Unable to import module 'app': No module named 'absent'",
    ],
    [
      'no file of that name',
      'x = 1',
      'other.handler',
      'Runtime.ImportModuleError',
      "Unable to import module 'other': No module named 'other'",
    ],
    [
      'no such function',
      'x = 1',
      'app.handler',
      'Runtime.HandlerNotFound',
      "Handler 'handler' missing on module 'app'",
    ],
    [
      'a name without a dot',
      'x = 1',
      'app',
      'Runtime.MalformedHandlerName',
      "Bad handler 'app': not enough values to unpack (expected 2, got 1)",
    ],
    [
      'a module of the language itself',
      'x = 1',
      'sys.exit',
      'Runtime.BuiltInModuleConflict',
      'Cannot use built-in module sys as a handler module',
    ],
  ];
  for (const [what, code, handler, errorType, errorMessage] of inits) {
    test(`in INIT: ${what}`, async () => {
      await using it = await start(code, { handler });
      const { path, headers, body } = await it.api.posted();
      assert.equal(path, 'init/error');
      assert.equal(headers['lambda-runtime-function-error-type'], errorType);
      assert.deepEqual(JSON.parse(body), { errorMessage, errorType, requestId: '', stackTrace: [] });
      assert.deepEqual(await it.exited, { code: 1, signal: null });
      assert.deepEqual(it.api.calls, ['init/error']);
      const [warning = '', error] = it.lines;
      assert.match(
        warning,
        /^\[WARNING\]\t[\d-]{10}T[\d:.]{12}Z\t\tLAMBDA_WARNING: Unhandled exception\. The most likely/,
      );
      assert.equal(error, `[ERROR] ${errorType}: ${errorMessage}\rTraceback (most recent call last):`);
    });
  }

  test('in INIT: a syntax error names its line', async () => {
    await using it = await start('x = 1\ndef handler(:\n  pass\n');
    const { body } = await it.api.posted();
    assert.deepEqual(JSON.parse(body), {
      errorMessage: "Syntax error in module 'app': invalid syntax (app.py, line 2)",
      errorType: 'Runtime.UserCodeSyntaxError',
      requestId: '',
      stackTrace: [`  File "${it.folder}/app.py" Line 2\n    def handler(:\n`],
    });
  });

  test("in INIT: the module's own error shows the way through the import", async () => {
    await using it = await start('raise Exception("Runtime startup fails")');
    const { stackTrace, ...rest } = JSON.parse((await it.api.posted()).body) as { stackTrace: string[] };
    assert.deepEqual(rest, { errorMessage: 'Runtime startup fails', errorType: 'Exception', requestId: '' });
    assert.match(stackTrace[0] ?? '', /importlib\/__init__\.py", line \d+, in import_module\n/);
    assert.match(stackTrace[1] ?? '', /^ {2}File "<frozen importlib\._bootstrap>", line \d+, in _gcd_import\n$/);
    assert.match(stackTrace.at(-1) ?? '', /app\.py", line 1, in <module>\n {4}raise Exception/);
  });

  test('of an answer that is no JSON', async () => {
    await using it = await start('def handler(event, context): return {1, 2}');
    const { body, id } = await it.api.invoke();
    assert.deepEqual(JSON.parse(body), {
      errorMessage: 'Unable to marshal response: Object of type set is not JSON serializable',
      errorType: 'Runtime.MarshalError',
      requestId: id,
      stackTrace: [],
    });
  });

  test('of an exit are none: the process ends', async () => {
    for (const [code, status] of [
      ['import sys; sys.exit(3)', 3],
      ['exit()', 0],
      ['import os; os._exit(7)', 7],
    ]) {
      await using it = await start(`def handler(event, context):\n    ${code}`);
      it.api.send({});
      assert.deepEqual(await it.exited, { code: status, signal: null });
      assert.deepEqual(it.api.calls, ['invocation/next']);
    }
  });

  test('in JSON logs', async () => {
    await using it = await start('def handler(event, context):\n    raise KeyError("ä")', { logFormat: 'JSON' });
    const { id } = await it.api.invoke();
    await it.logged(/\n/);
    const { timestamp, ...rest } = JSON.parse(it.lines[0] ?? '');
    assert.match(timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.deepEqual(rest, {
      level: 'ERROR',
      errorMessage: "'ä'",
      errorType: 'KeyError',
      requestId: id,
      stackTrace: [`  File "${it.folder}/app.py", line 2, in handler\n    raise KeyError("ä")\n`],
    });
  });
});
