import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { loadScenario } from '../../../src/scenario/index.js';
import { inFolder, scenarioErrorOf } from '../helpers.js';
import { CODE, POISSON, problemsOf, readText } from './files.js';

const viaOf = async (via: string, rest = CODE) => (await readText(`${rest}${POISSON}via: ${via}\n`)).load.via;

const URL_ALONE = `${POISSON}via: { url: "https://api.example.com/users" }\n`;

before(() => {
  process.env.KELVIN_TEST_TOKEN = 'secret';
});
after(() => {
  delete process.env.KELVIN_TEST_TOKEN;
});

test('requests go by Invoke, by its streaming twin or by the function URL', async () => {
  assert.deepEqual(await viaOf('invoke'), { kind: 'invoke', streamed: false });
  assert.deepEqual(await viaOf('invoke-stream'), { kind: 'invoke', streamed: true });
  assert.deepEqual(await viaOf('function-url'), { kind: 'function-url' });
  assert.deepEqual(await viaOf('{ functionUrl: NONE }'), { kind: 'function-url', auth: 'NONE' });
  assert.deepEqual(await problemsOf(`${CODE}${POISSON}via: { functionUrl: none, url: x }\n`), [
    'via.functionUrl: got "none"; expected one of AWS_IAM, NONE (did you mean NONE?)',
  ]);
  assert.deepEqual(await problemsOf(`${CODE}${POISSON}via: { functionUrl: NONE, method: GET }\n`), [
    'via.method: goes with no `functionUrl`; expected one of them',
  ]);
});

test('what a scenario says of invoking holds for a load too, but for events, whose answers cannot be late', async () => {
  const { load } = await readText(`${CODE}${POISSON}invoke: streamed\n`);
  assert.deepEqual(load.via, { kind: 'invoke', streamed: true });
  assert.deepEqual(await problemsOf(`${CODE}${POISSON}invoke: asynchronous\n`), [
    'invoke: asynchronous is for `kelvin tune` and `kelvin check`: a load measures how long answers take',
  ]);
});

test('a URL needs no function; its memory size is not ours, and without a payload it is asked by GET', async () => {
  const { functions, load, memorySizesMB } = await readText(URL_ALONE);
  assert.deepEqual(load.via, { kind: 'url', url: 'https://api.example.com/users', method: 'GET', headers: {} });
  assert.deepEqual([functions, memorySizesMB], [[], []]);
  const posted = await readText(`${URL_ALONE}payload: { name: ada, json: { user: ada } }\n`);
  assert.equal(posted.load.via.kind === 'url' && posted.load.via.method, 'POST');
  assert.deepEqual(posted.urlPayloads, [{ name: 'ada', weight: 1, body: '{"user":"ada"}' }]);
});

test('a URL may name the function behind it, which has its reports; none that is made for the run', async () => {
  const { functions } = await readText(`function: { name: users }\n${URL_ALONE}`);
  assert.equal(functions[0]?.name, 'users');
  assert.deepEqual(await problemsOf(CODE + URL_ALONE), [
    'via: a URL does not reach a function made for the run; expected `function-url`, or `name` instead of `code`',
  ]);
  assert.deepEqual(await problemsOf(`functions: { a: { name: a }, b: { name: b } }\n${URL_ALONE}`), [
    'via: a URL reaches one function, and there are several; expected `function-url` or `invoke`',
  ]);
});

test('headers take secrets from the environment, and a missing one is told by its name', async () => {
  const header = (value: string) => `{ url: "http://127.0.0.1:1/", headers: { Authorization: "${value}" } }`;
  const via = await viaOf(header('Bearer $' + '{KELVIN_TEST_TOKEN}'), '');
  assert.deepEqual(via.kind === 'url' && via.headers, { Authorization: 'Bearer secret' });
  assert.deepEqual(await problemsOf(`${POISSON}via: ${header('$' + '{KELVIN_TEST_NONE}')}\n`), [
    'via.headers.Authorization: the environment variable KELVIN_TEST_NONE is not set; expected it to be',
  ]);
});

test('reports all that is wrong with an address at once', async () => {
  const via = 'via: { url: example.com, method: get, headers: { "a b": x, Content-Length: "3", n: 1 }, header: {} }\n';
  assert.deepEqual(await problemsOf(POISSON + via), [
    'via.url: got "example.com"; expected an address with http:// or https://',
    'via.method: got "get"; expected one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS (did you mean GET?)',
    'via.headers.a b: a name that does not fit; expected a map from names of headers to texts',
    'via.headers.Content-Length: is decided by the connection; expected it to be left out',
    'via.headers.n: got 1; expected text',
    'via.header: unknown key; expected one of functionUrl, url, method, headers (did you mean headers?)',
  ]);
  assert.deepEqual(await problemsOf(`${CODE}${POISSON}via: { uri: "https://a.b" }\n`), [
    'via.url: missing; expected an address, or `functionUrl`',
    'via.uri: unknown key; expected one of functionUrl, url, method, headers (did you mean url?)',
  ]);
  assert.deepEqual(await problemsOf(`${CODE}${POISSON}via: invok\n`), [
    'via: got "invok"; expected invoke, invoke-stream, function-url, {functionUrl: NONE} or {url: https://...}',
  ]);
  assert.deepEqual(await problemsOf(`${POISSON}via: { url: "https://me:pw@example.com" }\n`), [
    'via.url: holds a user or a password; expected them in `headers`',
  ]);
});

test('without a function and without a URL there is nothing to load, and nothing to tune at a URL alone', async () => {
  assert.deepEqual(await problemsOf(POISSON), [
    'function: missing; expected it, several `functions`, or `via: {url: https://...}`',
  ]);
  await inFolder({ 'a.yaml': URL_ALONE }, async (folder) => {
    const error = await scenarioErrorOf(() => loadScenario(join(folder, 'a.yaml')));
    assert.match(error.message, /function: missing; expected a map with either `name` or `code`$/);
  });
});
