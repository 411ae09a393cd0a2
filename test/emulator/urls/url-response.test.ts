import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MetadataReader } from '../../../src/emulator/urls/metadata-reader.js';
import { readResponse } from '../../../src/emulator/urls/url-response.js';

const read = (payload: string): [number, Record<string, string>, string] => {
  const { status, headers, body } = readResponse({ kind: 'completed', payload: Buffer.from(payload) });
  return [status, Object.fromEntries(headers), body.toString()];
};
const JSON_TYPE = { 'Content-Type': 'application/json' };

describe('an answer without a statusCode is the body', () => {
  const answers: readonly [what: string, payload: string, body: string][] = [
    ['an object', '{"hello": "world"}', '{"hello":"world"}'],
    ['a list', '["hello", 3, true]', '["hello",3,true]'],
    ['a text, without its quotation marks', '"hello"', 'hello'],
    ['a text that holds JSON', '"{\\"a\\": 1}"', '{"a": 1}'],
    ['a whole number', '3', '3'],
    ['a number', '3.1', '3.1'],
    ['a truth value', 'true', 'true'],
    ['nothing', 'null', 'null'],
    [
      'numbers as the function wrote them',
      '{"big": 12345678901234567890, "3": 1.0, "1": " a  b "}',
      '{"big":12345678901234567890,"3":1.0,"1":" a  b "}',
    ],
  ];
  for (const [what, payload, body] of answers) {
    test(what, () => assert.deepEqual(read(payload), [200, JSON_TYPE, body]));
  }
});

describe('an answer with a statusCode is the response', () => {
  test('with its headers, and a body of JSON unless they say otherwise', () => {
    assert.deepEqual(read('{"statusCode": 200, "body": "body123"}'), [200, JSON_TYPE, 'body123']);
    assert.deepEqual(
      read('{"statusCode": 201, "headers": {"content-type": "text/html", "X-Number": 3}, "body": "<p>"}'),
      [201, { 'content-type': 'text/html', 'X-Number': '3' }, '<p>'],
    );
  });

  test('whose status may be text', () => {
    assert.deepEqual(read(`{"statusCode": "418", "body": "i'm a teapot"}`), [418, JSON_TYPE, "i'm a teapot"]);
  });

  test('whose body may be in base64, an object, or not there', () => {
    assert.equal(read('{"statusCode": 200, "body": "aGVsbG8=", "isBase64Encoded": true}')[2], 'hello');
    assert.equal(read('{"statusCode": 200, "body": {"a": 1}}')[2], '{"a":1}');
    assert.equal(read('{"statusCode": 204}')[2], '');
    assert.equal(read('{"statusCode": 200, "body": null, "headers": null, "cookies": null}')[2], '');
  });

  test('with a Set-Cookie for each cookie', () => {
    const { headers } = readResponse({
      kind: 'completed',
      payload: Buffer.from('{"statusCode": 200, "cookies": ["a=1; Secure", "b=2"]}'),
    });
    assert.deepEqual(
      headers.filter(([name]) => name === 'Set-Cookie'),
      [
        ['Set-Cookie', 'a=1; Secure'],
        ['Set-Cookie', 'b=2'],
      ],
    );
  });

  test('without headers that belong to the connection or to the length of what is sent', () => {
    const [, headers] = read(
      '{"statusCode": 200, "headers": {"Connection": "close", "transfer-encoding": "chunked", "Content-Length": "1"}}',
    );
    assert.deepEqual(headers, JSON_TYPE);
  });
});

describe('an Internal Server Error is', () => {
  const error = [502, JSON_TYPE, 'Internal Server Error'];
  const answers: readonly [what: string, payload: string][] = [
    ['what is no JSON', '<html>'],
    ['nothing at all', ''],
    ['a status that is no number', '{"statusCode": "fine"}'],
    ['a status of no whole number', '{"statusCode": 200.5}'],
    ['a status that does not end an exchange', '{"statusCode": 101}'],
    ['a status beyond all', '{"statusCode": 1000}'],
    ['a status of nothing', '{"statusCode": null}'],
    ['headers in a list', '{"statusCode": 200, "headers": []}'],
    ['a header with a structure', '{"statusCode": 200, "headers": {"a": ["b"]}}'],
    ['a header that would begin another', '{"statusCode": 200, "headers": {"a": "b\\r\\nc: d"}}'],
    ['a name that is no token', '{"statusCode": 200, "headers": {"a b": "c"}}'],
    ['cookies in no list', '{"statusCode": 200, "cookies": "a=1"}'],
  ];
  for (const [what, payload] of answers) test(what, () => assert.deepEqual(read(payload), error));

  test('an error of the function, whatever it says', () => {
    const payload = Buffer.from('{"statusCode": 200, "errorMessage": "x"}');
    const { status, body } = readResponse({ kind: 'functionError', errorType: 'Runtime.ExitError', payload });
    assert.deepEqual([status, body.toString()], [502, 'Internal Server Error']);
  });
});

describe('the metadata ahead of a streamed body', () => {
  const stream = Buffer.concat([
    Buffer.from('{"statusCode":201,"headers":{"X-A":"ü"},"cookies":["a=1"]}'),
    Buffer.alloc(8),
    Buffer.from('\0body'),
  ]);

  test('is found wherever the stream is cut', () => {
    for (let cut = 0; cut < stream.length; cut++) {
      const reader = new MetadataReader();
      const first = reader.push(stream.subarray(0, cut));
      const last = first.kind === 'complete' ? first : reader.push(stream.subarray(cut));
      assert.ok(last.kind === 'complete', `cut at ${cut}`);
      assert.deepEqual(last.metadata, {
        status: 201,
        headers: [
          ['X-A', 'ü'],
          ['Set-Cookie', 'a=1'],
        ],
      });
      const body = first.kind === 'complete' ? [last.rest, stream.subarray(cut)] : [last.rest];
      assert.equal(Buffer.concat(body).toString(), '\0body');
    }
  });

  test('may leave the status out', () => {
    const step = new MetadataReader().push(Buffer.concat([Buffer.from('{}'), Buffer.alloc(8)]));
    assert.ok(step.kind === 'complete' && step.metadata.status === 200);
  });

  test('is invalid when it is no object, or never ends', () => {
    const broken = Buffer.concat([Buffer.from('[1'), Buffer.alloc(8)]);
    assert.equal(new MetadataReader().push(broken).kind, 'invalid');
    const reader = new MetadataReader();
    assert.equal(reader.push(Buffer.alloc(1_048_576, 'x')).kind, 'incomplete');
    assert.equal(reader.push(Buffer.from('x')).kind, 'invalid');
  });
});
