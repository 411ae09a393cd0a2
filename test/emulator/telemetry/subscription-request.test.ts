import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readSubscription, type Subscription } from '../../../src/emulator/telemetry/subscription-request.js';

const valid = {
  schemaVersion: '2022-12-13',
  types: ['function', 'platform'],
  destination: { protocol: 'HTTP', URI: 'http://sandbox.localdomain:4243/telemetry?from=lambda' },
};
const read = (more: object, api: 'telemetry' | 'logs' = 'telemetry') =>
  readSubscription(api, JSON.stringify({ ...valid, ...more }));

function accepted(more: object, api: 'telemetry' | 'logs' = 'telemetry'): Subscription {
  const subscription = read(more, api);
  assert.ok(typeof subscription === 'object', String(subscription));
  return subscription;
}

describe('a subscription', () => {
  test('has the buffering of AWS unless it says otherwise', () => {
    assert.deepEqual(accepted({}), {
      api: 'telemetry',
      schemaVersion: '2022-12-13',
      types: ['platform', 'function'],
      buffering: { maxItems: 10_000, maxBytes: 262_144, timeout: 1000 },
      address: { protocol: 'HTTP', port: 4243, path: '/telemetry?from=lambda' },
    });
    const { buffering } = accepted({ buffering: { maxItems: 1000, timeoutMs: 25 } });
    assert.deepEqual(buffering, { maxItems: 1000, maxBytes: 262_144, timeout: 25 });
  });
  test('takes every schema version that AWS has', () => {
    for (const schemaVersion of ['2022-07-01', '2022-12-13', '2025-01-29']) accepted({ schemaVersion });
    assert.match(String(read({ schemaVersion: '2020-08-15' })), /^schemaVersion should be one of \[2022-07-01, /);
    assert.equal(read({ schemaVersion: undefined }), 'schemaVersion is not provided');
  });
  test('names all that is wrong with it at once, in the words of AWS', () => {
    const destination = { protocol: 'HTTP', URI: 'http://sandbox.localdomain' };
    assert.equal(read({ types: [], destination }), 'URI port is not provided; types should not be empty');
  });
  test('goes to the environment itself and nowhere else', () => {
    const to = (URI: unknown) => String(read({ destination: { protocol: 'HTTP', URI } }));
    assert.equal(to('http://169.254.169.254:80/latest'), 'URI host should be sandbox.localdomain');
    assert.equal(to('http://sandbox.localdomain.example.com:80'), 'URI host should be sandbox.localdomain');
    assert.equal(to('http://sandbox.localdomain:80@example.com:80'), 'URI host should be sandbox.localdomain');
    assert.equal(to('https://sandbox.localdomain:80'), 'URI should be an http address');
    assert.equal(to('nonsense'), 'URI should be an http address');
    assert.equal(to(undefined), 'URI is not provided');
    const old = accepted({ destination: { protocol: 'HTTP', URI: 'http://sandbox:80' } });
    assert.deepEqual(old.address, { protocol: 'HTTP', port: 80, path: '/' });
  });
  test('may go over TCP, to a port', () => {
    assert.deepEqual(accepted({ destination: { protocol: 'TCP', port: 8080 } }).address, {
      protocol: 'TCP',
      port: 8080,
    });
    assert.equal(read({ destination: { protocol: 'TCP' } }), 'port is not provided');
    assert.equal(read({ destination: { protocol: 'TCP', port: 65_536 } }), 'port should be between 1 and 65535');
    assert.match(String(read({ destination: { protocol: 'UDP' } })), /^destination protocol should be one of/);
  });
  test('buffers within the limits of AWS', () => {
    assert.equal(read({ buffering: { maxItems: 999 } }), 'maxItems should be between 1000 and 10000');
    assert.equal(read({ buffering: { maxBytes: 1_048_577 } }), 'maxBytes should be between 262144 and 1048576');
    assert.equal(read({ buffering: { timeoutMs: 24 } }), 'timeoutMs should be between 25 and 30000');
    assert.equal(read({ buffering: { timeoutMs: '100' } }), 'timeoutMs should be between 25 and 30000');
    assert.equal(read({ buffering: 5 }), 'buffering should be an object');
  });
  test('asks for types that there are', () => {
    assert.equal(read({ types: ['platform', 'everything'] }), 'types should be of [platform, function, extension]');
    assert.equal(read({ types: 'platform' }), 'types should not be empty');
  });
  test('is JSON', () => {
    for (const body of ['', '[]', 'null', '{"invalid": json}']) {
      assert.match(String(readSubscription('telemetry', body)), /^failed to parse JSON/);
    }
  });
  test('of the Logs API of 2020 may leave out its version', () => {
    const old = accepted({ schemaVersion: undefined }, 'logs');
    assert.equal(old.schemaVersion, '2020-08-15');
    assert.match(String(read({ schemaVersion: '2022-07-01' }, 'logs')), /\[2020-08-15, 2021-03-18\]/);
  });
});
