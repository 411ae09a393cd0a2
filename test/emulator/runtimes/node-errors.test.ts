import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ErrorBody } from '../../../src/emulator/runtimes/node/types.cjs';
import { RuntimeProcess } from './runtime-process.js';

const OLDER = 'nodejs22.x';
const NEWER = 'nodejs24.x';

const start = (code: string, runtime: string, more: { handler?: string; logFormat?: string } = {}) =>
  RuntimeProcess.start({ 'index.js': code }, { runtime, ...more });

const bodyOf = (posted: { body: string }) => JSON.parse(posted.body) as ErrorBody;

/** The JSON behind the tab of a log line, and what stands before it. */
function parsed(line: string | undefined): [string, Record<string, unknown>] {
  const [, id = '', level = '', what = '', json = ''] = (line ?? '').split('\t');
  return [`${id}\t${level}\t${what}`, JSON.parse(json)];
}

describe('an error that a handler throws', () => {
  for (const runtime of [OLDER, NEWER]) {
    test(`${runtime}: is answered, logged with its own fields, and harms no further invocation`, async () => {
      const code =
        'exports.handler = async () => { throw Object.assign(new TypeError("no good"), { code: "E1", more: 2 }) }';
      await using it = await start(code, runtime);
      const { path, headers, body, id } = await it.api.invoke();
      assert.equal(path, `invocation/${id}/error`);
      assert.equal(headers['lambda-runtime-invocation-id'], `invocation-of-${id}`);
      const { trace = [], ...rest } = JSON.parse(body) as ErrorBody;
      assert.deepEqual(rest, { errorType: 'TypeError', errorMessage: 'no good' });
      assert.equal(trace[0], 'TypeError: no good');
      assert.match(trace[1] ?? '', /index\.js:1:/);
      await it.logged(/\n/);
      const [head, { stack, ...fields }] = parsed(it.lines[0]);
      assert.equal(head, `${id}\tERROR\tInvoke Error `);
      assert.deepEqual(fields, { errorType: 'TypeError', errorMessage: 'no good', code: 'E1', more: 2 });
      assert.deepEqual(stack, trace);
      assert.equal((await it.api.invoke()).path.endsWith('/error'), true);
    });
  }

  const others: [string, string, ErrorBody, ErrorBody][] = [
    ['"text"', 'a text', { errorType: 'string', errorMessage: 'text' }, { errorType: 'string', errorMessage: 'text' }],
    [
      '{ a: 1 }',
      'an object',
      { errorType: 'object', errorMessage: '[object Object]' },
      { errorType: 'object', errorMessage: '[object Object]' },
    ],
    [
      'undefined',
      'nothing',
      { errorType: 'string', errorMessage: 'handled' },
      { errorType: 'undefined', errorMessage: 'undefined' },
    ],
    [
      '{ name: "N", message: "M", stack: "S" }',
      'what looks like an error',
      { errorType: 'N', errorMessage: 'M', trace: ['S'] },
      { errorType: 'object', errorMessage: '[object Object]' },
    ],
    [
      'new Error("a\\x7fb")',
      'a character that no header may hold',
      { errorType: 'Error', errorMessage: 'a%7Fb' },
      { errorType: 'Error', errorMessage: 'a%7Fb' },
    ],
  ];
  for (const [thrown, what, older, newer] of others) {
    test(`may be ${what}`, async () => {
      for (const [runtime, wanted] of [
        [OLDER, older],
        [NEWER, newer],
      ] as const) {
        await using it = await start(`exports.handler = async () => { throw ${thrown} }`, runtime);
        const { trace, ...body } = bodyOf(await it.api.invoke());
        assert.deepEqual(body, { errorType: wanted.errorType, errorMessage: wanted.errorMessage });
        if (thrown.startsWith('new')) assert.match(trace?.[0] ?? '', /a%7Fb/);
        else assert.deepEqual(trace, wanted.trace ?? []);
      }
    });
  }

  test('is one where the answer is no JSON', async () => {
    const code = 'exports.handler = async (e) => { if (e.big) return 10n; return e.circle = e }';
    await using older = await start(code, OLDER);
    const { errorType, errorMessage } = bodyOf(await older.api.invoke());
    assert.deepEqual([errorType, errorMessage], ['Error', 'Unable to stringify response body']);
    await using newer = await start(code, NEWER);
    const body = bodyOf(await newer.api.invoke({ big: true }));
    assert.deepEqual(
      [body.errorType, body.errorMessage],
      ['Runtime.JSONStringifyError', 'Unable to stringify response body'],
    );
  });
});

describe('an error in INIT', () => {
  const inits: [string, string, string, string, RegExp][] = [
    [
      'a syntax error',
      'exports.handler = async ( => {',
      'index.handler',
      'Runtime.UserCodeSyntaxError',
      /^SyntaxError: U/,
    ],
    [
      'a module that is not there',
      'require("absent")',
      'index.handler',
      'Runtime.ImportModuleError',
      /^Error: Cannot find module 'absent'\nRequire stack:\n- \S+\/index\.js/,
    ],
    [
      'no file of that name',
      '',
      'other.handler',
      'Runtime.ImportModuleError',
      /^Error: Cannot find module 'other'\nRequire stack:\n- \S+\/index\.mjs$/,
    ],
    ['no such export', '', 'index.handler', 'Runtime.HandlerNotFound', /^index\.handler is undefined or not exported$/],
    ['no function', 'exports.a = 1', 'index.a', 'Runtime.HandlerNotFound', /^index\.a is not a function$/],
    ['a name without a dot', '', 'index', 'Runtime.MalformedHandlerName', /^Bad handler$/],
    [
      'a way up',
      '',
      '../index.handler',
      'Runtime.MalformedHandlerName',
      /^'\.\.\/index\.handler' is not a valid handler name\. /,
    ],
    ['an error at the top', 'throw new RangeError("at the top")', 'index.handler', 'RangeError', /^at the top$/],
  ];
  for (const [what, code, handler, errorType, message] of inits) {
    test(`${what} has AWS's name, and ends the process`, async () => {
      for (const [runtime, line, exit] of [
        [OLDER, 'undefined\tERROR\tUncaught Exception ', 129],
        [NEWER, '-\tERROR\tInit Error ', 1],
      ] as const) {
        await using it = await start(code, runtime, { handler });
        const posted = await it.api.posted();
        assert.equal(posted.path, 'init/error');
        assert.equal(posted.headers['lambda-runtime-function-error-type'], errorType);
        const body = bodyOf(posted);
        assert.equal(body.errorType, errorType);
        assert.match(body.errorMessage, message);
        assert.deepEqual(await it.exited, { code: exit, signal: null });
        assert.equal(parsed(it.lines[0])[0], line);
        assert.deepEqual(it.api.calls, ['init/error']);
      }
    });
  }

  test('a handler that takes the callback is refused since Node.js 24', async () => {
    await using it = await start('exports.handler = (event, context, callback) => callback()', NEWER);
    const { errorType, errorMessage } = bodyOf(await it.api.posted());
    assert.equal(errorType, 'Runtime.CallbackHandlerDeprecated');
    assert.match(errorMessage, /^ERROR: AWS Lambda has removed support for callback-based function handlers starting/);
  });

  test('a module that waits for what never comes ends as Node.js ends it', async () => {
    const files = { 'index.mjs': 'await new Promise(() => {}); export const handler = async () => 1' };
    for (const [runtime, code] of [
      [OLDER, 13],
      [NEWER, 0],
    ] as const) {
      await using it = await RuntimeProcess.start(files, { runtime });
      assert.deepEqual(await it.exited, { code, signal: null });
      assert.deepEqual(it.api.calls, []);
    }
  });
});

describe('what nobody catches', () => {
  const late = 'exports.handler = () => new Promise(() => setTimeout(() => { throw new TypeError("late") }, 1))';
  const lost =
    'exports.handler = () => new Promise(() => { Promise.reject(new Error("lost")); setTimeout(() => {}, 1e6) })';

  test('is reported before Node.js 24, and ends the process', async () => {
    for (const [code, errorType, message, what, exit] of [
      [late, 'TypeError', 'late', 'Uncaught Exception ', 129],
      [lost, 'Runtime.UnhandledPromiseRejection', 'Error: lost', 'Unhandled Promise Rejection ', 128],
    ] as const) {
      await using it = await start(code, OLDER);
      const posted = await it.api.invoke();
      assert.equal(posted.path, `invocation/${posted.id}/error`);
      const body = bodyOf(posted);
      assert.deepEqual([body.errorType, body.errorMessage], [errorType, message]);
      assert.deepEqual(await it.exited, { code: exit, signal: null });
      assert.equal(parsed(it.lines[0])[0], `${posted.id}\tERROR\t${what}`);
    }
  });

  test('is left to Node.js since then, which prints it and ends', async () => {
    for (const [code, message] of [
      [late, /^TypeError: late$/m],
      [lost, /^Error: lost$/m],
    ] as const) {
      await using it = await start(code, NEWER);
      it.api.send({});
      assert.deepEqual(await it.exited, { code: 1, signal: null });
      assert.deepEqual(it.api.calls, ['invocation/next']);
      assert.match(it.log, message);
    }
  });

  test('and that an answer leaves behind comes after the answer before Node.js 24 alone', async () => {
    const code = 'exports.handler = async () => { Promise.reject(new Error("left behind")); return "answer" }';
    await using older = await start(code, OLDER);
    assert.equal((await older.api.invoke()).body, '"answer"');
    assert.deepEqual(await older.exited, { code: 128, signal: null });
    await using newer = await start(code, NEWER);
    newer.api.send({});
    assert.deepEqual(await newer.exited, { code: 1, signal: null });
    assert.deepEqual(newer.api.calls, ['invocation/next']);
  });

  test('before the first invocation is an error of INIT before Node.js 24', async () => {
    await using it = await start('Promise.reject(new Error("early")); exports.handler = async () => 1', OLDER);
    const posted = await it.api.posted();
    assert.deepEqual([posted.path, bodyOf(posted).errorMessage], ['init/error', 'Error: early']);
    assert.deepEqual(await it.exited, { code: 128, signal: null });
  });

  test('is nothing where a promise never settles: the event loop runs empty', async () => {
    const never = 'exports.handler = async () => { await new Promise(() => {}) }';
    await using older = await start(never, OLDER);
    assert.equal(bodyOf(await older.api.invoke()).errorType, 'Runtime.NodeJsExit');
    assert.equal(bodyOf(await older.api.invoke()).errorType, 'Runtime.NodeJsExit');
    await using newer = await start(never, NEWER);
    newer.api.send({});
    assert.deepEqual(await newer.exited, { code: 0, signal: null });
  });

  test('an exit has the code of the function', async () => {
    for (const runtime of [OLDER, NEWER]) {
      await using it = await start('exports.handler = async () => process.exit(3)', runtime);
      it.api.send({});
      assert.deepEqual(await it.exited, { code: 3, signal: null });
    }
  });
});
