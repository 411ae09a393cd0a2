import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { Settings } from '../../../src/emulator/functions/configuration.js';
import { findClient } from './aws-lambda-ric.js';
import type { Posted } from './fake-runtime-api.js';
import { RuntimeProcess } from './runtime-process.js';

/** Functions, of which our client and AWS's own have to make the same: every call of the Runtime API, log and exit. */
const FUNCTIONS: Readonly<Record<string, string>> = {
  answers: 'exports.handler = async (e) => ({ e, n: [1, null] })',
  nothing: 'exports.handler = async () => {}',
  'a function': 'exports.handler = async () => () => 1',
  context: 'exports.handler = async (e, c) => [JSON.stringify(c), Object.keys(c), typeof c.getRemainingTimeInMillis()]',
  'text logs': `console.log('top %s', 1); exports.handler = async () => { console.log('%s %d %j', 'a', 1, { b: 2 }, 'c');
    console.info({ a: { b: { c: { d: 1 } } } }); console.warn('two\\nlines'); console.trace('t'); console.fatal('f');
    console.log(); console.assert(false, 'no'); console.table([[1]]); console.dir({ a: 1 }); console.error(new Error('e').message) }`,
  'throws an error':
    'exports.handler = async () => { throw Object.assign(new TypeError("t"), { code: 1, more: { a: 1 } }) }',
  'throws at once': 'exports.handler = () => { throw new TypeError("t") }',
  'throws a text': 'exports.handler = async () => { throw "text" }',
  'throws null': 'exports.handler = async () => { throw null }',
  'throws nothing': 'exports.handler = async () => { throw undefined }',
  'throws what looks like an error': 'exports.handler = async () => { throw { name: "N", message: "M", stack: "S" } }',
  'throws without a trace':
    'exports.handler = async () => { throw Object.assign(new Error("e"), { stack: undefined }) }',
  'throws from another realm': 'exports.handler = async () => require("vm").runInNewContext("throw new TypeError(1)")',
  'is no JSON': 'exports.handler = async (e) => 10n',
  'a syntax error': 'exports.handler = async ( => {',
  'ES module syntax': 'export const handler = async () => 1',
  'a module that is missing': 'require("absent")',
  'no handler': 'exports.other = 1',
  'a handler that is none': 'exports.handler = 1',
  'an error at the top': 'throw new RangeError("top")',
  'a text at the top': 'throw "top"',
  'an exit at the top': 'process.exit(7)',
  'an exit': 'exports.handler = async () => process.exit(3)',
  'a promise that never settles': 'exports.handler = () => new Promise(() => {})',
  uncaught: 'exports.handler = () => new Promise(() => { setTimeout(() => { throw new TypeError("late") }, 5) })',
  'a lost rejection':
    'exports.handler = () => new Promise(() => { Promise.reject(new Error("lost")); setTimeout(() => {}, 1e6) })',
  'a rejection left behind': 'exports.handler = async () => { Promise.reject(new Error("left")); return "answer" }',
  'takes the callback': 'exports.handler = (e, c, done) => done(null, 1)',
  'a sync answer': 'exports.handler = () => 42',
  thenable: 'exports.handler = () => ({ then(done) { done(7) } })',
  'exports a function': 'module.exports = async () => 5; module.exports.handler = async () => 6',
  'a hidden export': 'Object.defineProperty(exports, "handler", { value: async () => 9 })',
  'requires an ES module': 'require("./module.mjs")',
  'imports an ES module': 'exports.handler = async () => (await import("./module.mjs")).default',
  streams:
    'exports.handler = awslambda.streamifyResponse(async (e, s, c) => { s.write("a"); s.write({ b: 1 }); s.end(Object.keys(c).join()) })',
  'a prelude': `exports.handler = awslambda.streamifyResponse(async (e, s) => {
    s = awslambda.HttpResponseStream.from(s, { statusCode: 201 }); s.write('x'); s.end() })`,
  'a prelude and no write': `exports.handler = awslambda.streamifyResponse(async (e, s) => {
    awslambda.HttpResponseStream.from(s, { statusCode: 201 }).end('y') })`,
  'fails in mid-stream':
    'exports.handler = awslambda.streamifyResponse(async (e, s) => { s.write("x"); throw new TypeError("mid") })',
  'fails before the stream':
    'exports.handler = awslambda.streamifyResponse(async () => { throw new TypeError("before") })',
  'a stream with a type': `exports.handler = awslambda.streamifyResponse(async (e, s) => { s.setContentType('text/plain'); s.write('a');
    try { s.setContentType('b') } catch (error) { s.end(error.name + error.message) } })`,
  'a stream that is destroyed':
    'exports.handler = awslambda.streamifyResponse(async (e, s) => { s.write("a"); s.destroy() })',
};

/** Of Node.js 22 and earlier. */
const CALLBACKS: Readonly<Record<string, string>> = {
  'waits for the event loop':
    'exports.handler = (e, c, done) => { done(null, 1); setTimeout(() => console.log("timer"), 20) }',
  'does not wait': `exports.handler = (e, c, done) => { c.callbackWaitsForEmptyEventLoop = false; done(null, 1) }`,
  'an error': 'exports.handler = (e, c, done) => done(new TypeError("bad"))',
  'a text as error': 'exports.handler = (e, c, done) => done("bad")',
  twice: 'exports.handler = (e, c, done) => { done(null, 1); done(null, 2); c.fail("no") }',
  'no JSON': 'exports.handler = (e, c, done) => { c.callbackWaitsForEmptyEventLoop = false; done(null, 10n) }',
  'beside a promise': 'exports.handler = async (e, c, done) => { done(null, "callback"); return "promise" }',
  'of the context': 'exports.handler = (e, c) => { c.succeed({ a: 1 }); setTimeout(() => console.log("timer"), 20) }',
  'fail without a reason': 'exports.handler = (e, c) => c.fail()',
  never: 'exports.handler = () => { setTimeout(() => console.log("timer"), 20) }',
  'and an error after': 'exports.handler = (e, c, done) => { done(null, 1); throw new Error("after") }',
  'and an exit after':
    'exports.handler = (e, c, done) => { c.callbackWaitsForEmptyEventLoop = false; done(null, 1); process.exit(4) }',
};

const JSON_LOGS = `console.log('top'); exports.handler = async () => { console.log('a %s', 'b'); console.info({ a: [1] });
  const error = Object.assign(new TypeError('bad'), { extra: 5, stack: undefined }); console.error(error); console.error('with', error);
  console.warn(error, 'behind'); const circle = {}; circle.circle = circle; console.log(circle); console.log(); throw new RangeError('r') }`;

interface Client {
  readonly runtime: string;
  /** What to run in place of ours. */
  readonly theirs: readonly string[] | string;
}

const CLIENTS: readonly Client[] = [
  { runtime: 'nodejs24.x', theirs: scriptOf(4, (folder) => [join(folder, 'index.mjs')]) },
  { runtime: 'nodejs22.x', theirs: scriptOf(3, (folder) => [join(folder, 'bin', 'index.mjs'), 'index.handler']) },
];

function scriptOf(major: 3 | 4, script: (folder: string) => string[]): string[] | string {
  const client = findClient(major);
  return typeof client === 'string' ? client : script(client.folder);
}

for (const { runtime, theirs } of CLIENTS) {
  const reason = typeof theirs === 'string' && theirs;
  describe(`our client does what AWS's does for ${runtime}`, { skip: reason }, () => {
    const same = (name: string, code: string, settings: Partial<Settings> = {}) =>
      test(name, async () => {
        const client = typeof theirs === 'string' ? [] : theirs;
        const [ours, wanted] = await Promise.all([
          record(code, runtime, settings),
          record(code, runtime, settings, client),
        ]);
        assert.deepEqual(ours, wanted);
      });
    const functions = runtime === 'nodejs22.x' ? { ...FUNCTIONS, ...CALLBACKS } : FUNCTIONS;
    for (const [name, code] of Object.entries(functions)) same(name, code);
    same('JSON logs', JSON_LOGS, { logFormat: 'JSON' });
    same('JSON logs of a level', JSON_LOGS, { logFormat: 'JSON', applicationLogLevel: 'WARN' });
  });
}

/** Two invocations of a function, and all that could be seen of them. */
async function record(code: string, runtime: string, settings: Partial<Settings>, client?: readonly string[]) {
  const files = { 'index.js': code, 'module.mjs': 'export default 8' };
  await using it = await RuntimeProcess.start(files, { runtime, ...settings }, {}, client);
  const exit = it.exited.then((exited) => ({ exited }));
  const posts: unknown[] = [];
  for (const event of [{ first: true }, 2]) {
    it.api.send(event);
    const posted = await Promise.race([it.api.posted(), exit]);
    posts.push('exited' in posted ? posted : shownOf(posted));
    if ('exited' in posted) break;
  }
  const end = await Promise.race([it.api.ready().then(() => 'waits'), exit]);
  return { posts, end, log: plain(await it.wholeLog(), it.folder) };
}

function shownOf({ path, headers, body, trailers }: Posted) {
  const error = trailers['lambda-runtime-function-error-body'];
  const decoded = error === undefined ? undefined : Buffer.from(error, 'base64').toString();
  return {
    path: plain(path, ''),
    body: withoutFrames(body),
    type: headers['content-type'],
    mode: headers['lambda-runtime-function-response-mode'],
    reported: headers['lambda-runtime-function-error-type'] ?? trailers['lambda-runtime-function-error-type'],
    error: decoded && withoutFrames(decoded),
  };
}

/** The frames of a trace lie in the one client or the other. */
function withoutFrames(body: string): unknown {
  try {
    const parsed = JSON.parse(body) as { trace?: string[] } | null;
    const trace = parsed?.trace?.filter((line) => !/^\s+at /.test(line));
    const rest = trace === undefined ? parsed : { ...parsed, trace };
    return plain(JSON.stringify(rest), '');
  } catch {
    return plain(body, '');
  }
}

/** Leaves out what differs from run to run, and where each client lies. */
function plain(text: string, folder: string): string {
  return (folder === '' ? text : text.replaceAll(folder, 'TASK'))
    .replace(/^Executing .*\n/, '')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
    .replace(/kelvin-runtime-\w+/g, 'TASK')
    .replace(/,?" +at [^"]*"/g, '')
    .replace(/(\\n|[\r\n]) +at [^"\\\r\n]*/g, '')
    .replace(
      /(file:\/\/)?\/[^\s"\\]*(\/runtimes\/node\/\w[\w-]*\.c?[jm]js|aws-lambda-ric\/[\w/]*\.mjs)(:\d+)*/g,
      'CLIENT',
    )
    .replace(/\(node:\d+\)/g, '(node)')
    .trimEnd();
}
