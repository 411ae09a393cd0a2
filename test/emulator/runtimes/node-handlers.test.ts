import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { RuntimeProcess } from './runtime-process.js';

const start = (files: Record<string, string>, handler = 'index.handler', runtime = 'nodejs24.x') =>
  RuntimeProcess.start(files, { handler, runtime });

describe('handlers of both Node.js generations', () => {
  for (const runtime of ['nodejs22.x', 'nodejs24.x']) {
    const found: [string, Record<string, string>, string][] = [
      ['CommonJS', { 'index.js': 'exports.handler = async () => "here"' }, 'index.handler'],
      ['an ES module', { 'index.mjs': 'export const handler = async () => "here"' }, 'index.handler'],
      [
        'an ES module that awaits at its top',
        { 'index.mjs': 'const it = await Promise.resolve("here"); export const handler = async () => it' },
        'index.handler',
      ],
      [
        'a module by the package.json beside it',
        { 'index.js': 'export const handler = async () => "here"', 'package.json': '{"type":"module"}' },
        'index.handler',
      ],
      ['.cjs', { 'index.cjs': 'exports.handler = async () => "here"' }, 'index.handler'],
      ['a folder', { 'src/app/index.js': 'exports.handler = async () => "here"' }, 'src/app/index.handler'],
      ['a member of a member', { 'index.js': 'exports.a = { b: { c: async () => "here" } }' }, 'index.a.b.c'],
      ['node_modules', { 'node_modules/pkg/index.js': 'exports.handler = async () => "here"' }, 'pkg.handler'],
    ];
    for (const [what, files, handler] of found) {
      test(`${runtime}: ${what}`, async () => {
        await using it = await start(files, handler, runtime);
        assert.equal((await it.api.invoke()).body, '"here"');
      });
    }
  }

  test('the default export is looked into since Node.js 24 alone', async () => {
    const files = { 'index.mjs': 'export default { handler: async () => "here" }' };
    await using newer = await start(files);
    assert.equal((await newer.api.invoke()).body, '"here"');
    await using older = await start(files, 'index.handler', 'nodejs22.x');
    assert.equal(
      JSON.parse((await older.api.posted()).body).errorMessage,
      'index.handler is undefined or not exported',
    );
  });

  test('ES module syntax is not guessed, nor are ES modules required, unless the function asks for it', async () => {
    const files = { 'index.js': 'export const handler = async () => "here"' };
    await using guessed = await start(files);
    assert.equal(JSON.parse((await guessed.api.posted()).body).errorType, 'Runtime.UserCodeSyntaxError');
    const NODE_OPTIONS = '--experimental-detect-module --experimental-require-module --no-warnings';
    await using asked = await RuntimeProcess.start(files, { variables: { NODE_OPTIONS } });
    assert.equal((await asked.api.invoke()).body, '"here"');
  });

  test('what is returned at once is the answer since Node.js 24; before, the event loop has to run empty', async () => {
    const files = { 'index.js': 'exports.handler = () => 42' };
    await using newer = await start(files);
    assert.equal((await newer.api.invoke()).body, '42');
    await using older = await start(files, 'index.handler', 'nodejs22.x');
    assert.equal((await older.api.invoke()).body, 'null');
    assert.equal((await older.api.invoke()).body, 'null');
  });

  test('answers carry the id of their attempt, and the wish for the next event comes with them', async () => {
    await using it = await start({ 'index.js': 'exports.handler = async (e) => e' });
    const { path, headers, body, id } = await it.api.invoke({ text: 'ä€😀' });
    assert.equal(path, `invocation/${id}/response`);
    assert.equal(headers['lambda-runtime-invocation-id'], `invocation-of-${id}`);
    assert.equal(headers['content-type'], 'application/json');
    assert.equal(body, '{"text":"ä€😀"}');
    await it.api.ready();
    assert.deepEqual(it.api.calls, ['invocation/next', 'response', 'invocation/next']);
  });

  test('events and answers of megabytes pass', async () => {
    await using it = await start({ 'index.js': 'exports.handler = async (e) => e + e' });
    const text = 'ä'.repeat(1_500_000);
    assert.equal((await it.api.invoke(text)).body, JSON.stringify(text + text));
    it.api.status = 413;
    await it.api.invoke(text);
    await it.logged(
      /^\[ERROR\] \[\d+\] LAMBDA_RUNTIME Failed to post handler success response\. Http response code: 413\.$/m,
    );
  });

  test('nothing of the bootstrap is seen from within', async () => {
    const code = `exports.handler = async () => ({
      main: require.main === undefined, framed: process.env._LAMBDA_TELEMETRY_LOG_FD, argv: process.argv.length,
      globals: Object.keys(globalThis).filter((it) => !/^[A-Z]/.test(it)) })`;
    await using it = await start({ 'index.js': code });
    const { globals, ...rest } = JSON.parse((await it.api.invoke()).body);
    assert.deepEqual(rest, { main: true, argv: 2 });
    assert.ok(globals.includes('awslambda') && globals.includes('gc'));
  });
});
