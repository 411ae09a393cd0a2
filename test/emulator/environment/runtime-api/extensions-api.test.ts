import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { invocation, kinds } from '../plays.js';
import { PaperEnvironment, type Reply, type Request } from './paper-environment.js';

const PREFIX = '/2020-01-01/extension/';
const RUNTIME = '/2018-06-01/runtime';

const register = (name: string, events: unknown, headers: Record<string, string> = {}): Request => ({
  method: 'POST',
  path: `${PREFIX}register`,
  headers: { 'lambda-extension-name': name, ...headers },
  body: JSON.stringify({ events }),
});
const as = (id: string, more: Record<string, string> = {}) => ({ 'lambda-extension-identifier': id, ...more });
const next = (id: string): Request => ({ method: 'GET', path: `${PREFIX}event/next`, headers: as(id) });
const runtimeNext: Request = { method: 'GET', path: `${RUNTIME}/invocation/next` };
const idOf = ({ headers }: Reply): string => String(headers['Lambda-Extension-Identifier']);
const refusal = ({ status, body }: Reply) => [status, JSON.parse(body).errorType, JSON.parse(body).errorMessage];
const fail = (id: string, path: string, errorType?: string): Request => ({
  method: 'POST',
  path: PREFIX + path,
  headers: as(id, errorType === undefined ? {} : { 'lambda-extension-function-error-type': errorType }),
});

const starting = (...extensions: string[]) =>
  new PaperEnvironment({ invocation: invocation('a') }).launch(...extensions);

describe('register', () => {
  test('answers with the function, and with the account for those who ask', async () => {
    const it = starting('one', 'two');
    const first = await it.send(register('one', ['INVOKE', 'SHUTDOWN']));
    assert.equal(first.status, 200);
    assert.match(idOf(first), /^[0-9a-f-]{36}$/);
    const metadata = { functionName: 'f', functionVersion: '3', handler: 'index.handler' };
    assert.deepEqual(JSON.parse(first.body), metadata);
    const asking = { 'lambda-extension-accept-feature': 'other, accountId' };
    const second = await it.send(register('two', [], asking));
    assert.deepEqual(JSON.parse(second.body), { ...metadata, accountId: '000000000000' });
  });

  test('of the last external extension starts the runtime', async () => {
    const it = starting('one', 'two');
    await it.send(register('one', []));
    assert.ok(!kinds(it.effects).includes('startRuntime'));
    await it.send(register('two', []));
    assert.equal(kinds(it.effects).filter((kind) => kind === 'startRuntime').length, 1);
  });

  test('is refused in AWS’s words', async () => {
    const it = starting('one');
    assert.deepEqual(refusal(await it.send(register('', []))), [
      403,
      'Extension.InvalidExtensionName',
      'Empty extension name',
    ]);
    const [status, errorType] = refusal(await it.send({ ...register('one', []), body: '{' }));
    assert.deepEqual([status, errorType], [403, 'InvalidRequestFormat']);
    assert.equal(refusal(await it.send(register('one', [1])))[1], 'InvalidRequestFormat');
    assert.deepEqual(refusal(await it.send(register('one', ['COFFEE']))), [
      403,
      'Extension.InvalidEventType',
      'COFFEE: ErrorInvalidEventType',
    ]);
    assert.deepEqual(refusal(await it.send(register('inner', ['SHUTDOWN']))), [
      403,
      'Extension.InvalidEventType',
      'SHUTDOWN: ShutdownEventNotSupportedForInternalExtension',
    ]);
    assert.equal((await it.send(register('one', []))).status, 200);
    assert.deepEqual(refusal(await it.send(register('one', []))), [
      403,
      'Extension.InvalidExtensionState',
      'State transition from Registered to Registered failed for extension one. Error: State transition is not allowed',
    ]);
    assert.equal((await it.send(register('inner', []))).status, 200);
    assert.deepEqual(refusal(await it.send(register('inner', []))), [
      403,
      'Extension.InvalidExtensionState',
      'Extension with this name already registered',
    ]);
  });

  test('takes ten extensions, and none when the runtime is ready', async () => {
    const it = starting();
    for (let n = 0; n < 10; n++) assert.equal((await it.send(register(`inner-${n}`, []))).status, 200);
    assert.deepEqual(refusal(await it.send(register('inner-10', []))), [
      403,
      'Extension.TooManyExtensions',
      'Extension limit (10) reached',
    ]);
    const late = starting();
    await late.send(runtimeNext);
    assert.deepEqual(refusal(await late.send(register('late', []))), [
      403,
      'Extension.RegistrationClosed',
      'Extension registration closed already',
    ]);
  });

  test('of more than ten external extensions is not waited for: they cannot be launched', () => {
    const it = starting(...Array.from({ length: 11 }, (_, n) => `extension-${n}`));
    const report = it.effects.find((effect) => effect.kind === 'initReport');
    assert.equal(report?.errorType, 'Extension.LaunchError');
    const told = it.effects.find((effect) => effect.kind === 'extensionStates');
    assert.equal(told?.extensions.find(({ errorType }) => errorType === 'TooManyExtensions')?.state, 'LaunchError');
  });
});

describe('event/next', () => {
  test('waits for the invocation, and INIT for it', async () => {
    const it = starting('one');
    const id = idOf(await it.send(register('one', ['INVOKE'])));
    void it.send(runtimeNext);
    assert.equal(it.state.name, 'Init');
    const { status, headers, body } = await it.send(next(id));
    assert.equal(status, 200);
    assert.match(String(headers['Lambda-Extension-Event-Identifier']), /^[0-9a-f-]{36}$/);
    assert.deepEqual(JSON.parse(body), {
      eventType: 'INVOKE',
      deadlineMs: Date.UTC(2026, 10, 26),
      requestId: 'a',
      invokedFunctionArn: 'arn',
      tracing: { type: 'X-Amzn-Trace-Id', value: 'Root=1' },
    });
  });

  test('ends the invocation when it is asked for again, and not the runtime’s alone', async () => {
    const it = starting('one');
    const id = idOf(await it.send(register('one', ['INVOKE'])));
    void it.send(runtimeNext);
    await it.send(next(id));
    await it.send({ method: 'POST', path: `${RUNTIME}/invocation/a/response`, body: '1' });
    void it.send(runtimeNext);
    assert.deepEqual(kinds(it.effects).slice(-2), ['respond', 'runtimeDone']);
    void it.send(next(id));
    assert.equal(kinds(it.effects).at(-1), 'finish');
    assert.equal(it.state.name, 'Ready');
  });

  test('tells of the end, whoever is busy at his next next', async () => {
    const it = starting('one', 'two');
    const [one, two] = [
      idOf(await it.send(register('one', ['INVOKE', 'SHUTDOWN']))),
      idOf(await it.send(register('two', ['SHUTDOWN']))),
    ];
    const told = it.send(next(two));
    void it.send(runtimeNext);
    await it.send(next(one));
    it.act({ kind: 'exited', reason: { kind: 'code', code: 1 } });
    assert.equal(JSON.parse((await told).body).shutdownReason, 'failure');
    const busy = await it.send(next(one));
    assert.deepEqual(JSON.parse(busy.body), {
      eventType: 'SHUTDOWN',
      deadlineMs: Date.UTC(2026, 10, 26),
      shutdownReason: 'failure',
    });
    for (const name of ['one', 'two']) {
      assert.ok(!kinds(it.effects).includes('kill'));
      it.act({ kind: 'extensionExited', name, reason: { kind: 'code', code: 0 } });
    }
    assert.equal(kinds(it.effects).at(-1), 'kill');
  });

  test('is refused to whom nobody knows', async () => {
    const it = starting('one');
    assert.deepEqual(refusal(await it.send({ method: 'GET', path: `${PREFIX}event/next` })), [
      403,
      'Extension.MissingExtensionIdentifier',
      'Missing Lambda-Extension-Identifier header',
    ]);
    assert.deepEqual(refusal(await it.send(next('me'))), [
      403,
      'Extension.InvalidExtensionIdentifier',
      'Invalid Lambda-Extension-Identifier',
    ]);
    const nobody = '00000000-0000-0000-0000-000000000000';
    assert.deepEqual(refusal(await it.send(next(nobody))), [
      403,
      'Extension.UnknownExtensionIdentifier',
      `Unknown extension ${nobody}`,
    ]);
    const id = idOf(await it.send(register('one', [])));
    void it.send(next(id));
    assert.deepEqual(refusal(await it.send(next(id))), [
      403,
      'Extension.InvalidExtensionState',
      `State transition from Ready to Ready failed for extension ${id}. Error: State transition is not allowed`,
    ]);
  });
});

describe('errors of extensions', () => {
  test('name what their exit comes to', async () => {
    for (const [path, errorType] of [
      ['init/error', 'Extension.InitError'],
      ['exit/error', 'Extension.ExitError'],
    ] as const) {
      const it = starting('one');
      const id = idOf(await it.send(register('one', [])));
      const accepted = await it.send(fail(id, path, 'Mine'));
      assert.deepEqual([accepted.status, accepted.body], [202, '{"status":"OK"}']);
      assert.equal((await it.send(fail(id, path, 'Again'))).status, 202);
      it.act({ kind: 'extensionExited', name: 'one', reason: { kind: 'code', code: 1 } });
      assert.equal(it.effects.find((effect) => effect.kind === 'initReport')?.errorType, errorType);
      const told = it.effects.find((effect) => effect.kind === 'extensionStates');
      assert.equal(told?.extensions[0]?.errorType, 'Mine');
    }
  });

  test('need a type and the right moment', async () => {
    const it = starting('one');
    const id = idOf(await it.send(register('one', [])));
    assert.deepEqual(refusal(await it.send(fail(id, 'init/error'))), [
      403,
      'Extension.MissingHeader',
      'Lambda-Extension-Function-Error-Type not found',
    ]);
    void it.send(next(id));
    assert.deepEqual(refusal(await it.send(fail(id, 'init/error', 'Late'))), [
      403,
      'Extension.InvalidExtensionState',
      `State transition from Ready to InitError failed for extension ${id}. Error: State transition is not allowed`,
    ]);
    assert.equal((await it.send(fail(id, 'exit/error', 'Mine'))).status, 202);
    const nobody = '00000000-0000-0000-0000-000000000000';
    assert.deepEqual(refusal(await it.send(fail(nobody, 'exit/error', 'Mine'))), [
      403,
      'Extension.UnknownExtensionIdentifier',
      'Unknown Lambda-Extension-Identifier',
    ]);
  });
});

test('subscriptions go to the Telemetry API with the name of the extension', async () => {
  const it = starting('one');
  const id = idOf(await it.send(register('one', [])));
  for (const [path, api] of [
    ['/2022-07-01/telemetry', 'telemetry'],
    ['/2020-08-15/logs', 'logs'],
  ] as const) {
    const put = { method: 'PUT', path, headers: as(id), body: 'what it wants' };
    assert.deepEqual(JSON.parse((await it.send(put)).body), ['one', api, 'what it wants']);
    assert.equal((await it.send({ ...put, headers: {} })).status, 403);
    assert.equal((await it.send({ ...put, method: 'GET' })).status, 404);
  }
});
