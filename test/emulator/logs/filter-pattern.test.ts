import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidFilterPattern, parseFilterPattern } from '../../../src/emulator/logs/filter-pattern/index.js';

/** Which of the messages match. */
const matching = (pattern: string, messages: readonly string[]): string[] =>
  messages.filter((message) => parseFilterPattern(pattern).matches(message));

const lines = ['ERROR WARN message', 'ERROR message', 'WARN message', 'Exiting with ERRORCODE: -1'];
for (const [pattern, expected] of [
  ['', [0, 1, 2, 3]],
  [' ', [0, 1, 2, 3]],
  ['ERROR', [0, 1, 3]],
  ['ERROR WARN', [0]],
  ['?ERROR ?WARN', [0, 1, 2, 3]],
  ['?Exiting ?WARN', [0, 2, 3]],
  ['ERROR -WARN', [1, 3]],
  ['"ERROR" - "Exiting"', [0, 1]],
  ['-ERROR', [2]],
  ['"ERROR message"', [1]],
  ['"ERRORCODE: -1"', [3]],
  ['error', []],
  ['%^ERROR%', [0, 1]],
  ['%ERROR(?:X)%', undefined],
  ['%E[A-Z]{4} m%', [1]],
  ['%WARN|Exit%', [0, 2, 3]],
] as const) {
  test(`terms: ${pattern}`, () => {
    if (expected === undefined) assert.throws(() => parseFilterPattern(pattern), InvalidFilterPattern);
    else
      assert.deepEqual(
        matching(pattern, lines),
        expected.map((place) => lines[place]),
      );
  });
}

const trail = JSON.stringify({
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  arrayKey: ['value', 'another value'],
  objectList: [
    { name: 'a', id: 1 },
    { name: 'b', id: 2 },
  ],
  SomeObject: null,
  ThisFlag: true,
  Off: false,
  'dotted.key': 'yes',
  'a-b_c': 3,
  latency: 550.5,
  code: '404',
});
for (const [pattern, expected] of [
  ['{ $.eventType = "UpdateTrail" }', true],
  ['{$.eventType="UpdateTrail"}', true],
  ['{ $.eventType = UpdateTrail }', true],
  ['{ $.eventType = Update* }', true],
  ['{ $.eventType = *Trail }', true],
  ['{ $.eventType = *date* }', true],
  ['{ $.eventType = "Up*Trail" }', false],
  ['{ $.eventType = * }', true],
  ['{ $.eventType != "UpdateTrail" }', false],
  ['{ $.eventType = "updatetrail" }', false],
  ['{ $.sourceIPAddress != 123.123.* }', true],
  ['{ $.sourceIPAddress = 111.111.* }', true],
  ['{ $.arrayKey[0] = "value" }', true],
  ['{ $.arrayKey[1] = "value" }', false],
  ['{ $.arrayKey = "value" }', false],
  ['{ $.arrayKey != "value" }', false],
  ['{ $.objectList[1].id = 2 }', true],
  ['{ $.objectList[7].id = 2 }', false],
  ['{ $.SomeObject IS NULL }', true],
  ['{ $.SomeOtherObject IS NULL }', false],
  ['{ $.SomeOtherObject NOT EXISTS }', true],
  ['{ $.SomeObject NOT EXISTS }', false],
  ['{ $.ThisFlag IS TRUE }', true],
  ['{ $.ThisFlag IS FALSE }', false],
  ['{ $.Off IS FALSE }', true],
  ['{ $.SomeOtherObject != "x" }', false],
  ["{ $.['dotted.key'] = yes }", true],
  ['{ $.a-b_c = 3 }', true],
  ['{ $.latency >= 550.5 }', true],
  ['{ $.latency > +550.5 }', false],
  ['{ $.latency < 10e3 }', true],
  ['{ $.latency < 10e-3 }', false],
  ['{ $.latency = 550.5 }', true],
  ['{ $.code = 404 }', true],
  ['{ $.eventType = %^Update[A-Z]% }', true],
  ['{ $.eventType = %^update% }', false],
  ['{ $.latency > 1 && $.ThisFlag IS TRUE }', true],
  ['{ $.latency > 1000 || $.ThisFlag IS TRUE }', true],
  ['{ $.eventType = x || $.latency > 1 && $.code = 500 }', false],
  ['{ ($.eventType = x || $.latency > 1) && $.code = 404 }', true],
  ['{ (($.latency > 1)) }', true],
] as const) {
  test(`JSON: ${pattern}`, () => assert.equal(parseFilterPattern(pattern).matches(trail), expected));
}

test('a JSON pattern matches no event that is not JSON, nor one that only holds some', () => {
  assert.deepEqual(matching('{ $.a = 1 }', ['a = 1', '', '{"a":1', 'INFO {"a":1}', '{"a":1}\n', '[1]', 'null']), [
    '{"a":1}\n',
  ]);
});

const access = [
  '127.0.0.1 - frank [10/Oct/2000:13:25:15 -0700] "GET /apache_pb.gif HTTP/1.0" 200 1534',
  '127.0.0.1 - frank [10/Oct/2000:13:35:22 -0700] "GET /apache_pb.html HTTP/1.0" 500 5324',
  '127.0.0.1 - frank [10/Oct/2000:13:50:35 -0700] "GET /apache_pb.gif HTTP/1.0" 404 4355',
  'too short',
];
for (const [pattern, expected] of [
  ['[ip, user, username, timestamp, request, status_code, bytes]', [0, 1, 2]],
  ['[ip, user, username, timestamp, request, status_code, bytes > 2000]', [1, 2]],
  ['[ip, user, username, timestamp, request, status_code = 200, bytes]', [0]],
  ['[ip, user, username, timestamp, request, status_code = 4*, bytes]', [2]],
  ['[ip, user, username, timestamp, request = *html*, status_code, bytes]', [1]],
  ['[ip, user, username, timestamp, request, status_code = 4* && status_code != 403, bytes]', [2]],
  ['[ip, user, username, timestamp, request, status_code = 2* || status_code = 5*, bytes]', [0, 1]],
  ['[..., status_code=4*, bytes]', [2]],
  ['[ip, ..., bytes <= 1534]', [0]],
  ['[ip, user, ...]', [0, 1, 2, 3]],
  ['[a, b]', [3]],
  ['[a=!too, b]', []],
  ['[a=%^t%, b]', [3]],
  ['[]', [0, 1, 2, 3]],
] as const) {
  test(`space-delimited: ${pattern}`, () =>
    assert.deepEqual(
      matching(pattern, access),
      expected.map((place) => access[place]),
    ));
}

test('the fields of a space-delimited event are extracted by name and by place', () => {
  assert.deepEqual(parseFilterPattern('[..., request=*.gif*, status_code=4*,]').extract(access[2] ?? ''), {
    $1: '127.0.0.1',
    $2: '-',
    $3: 'frank',
    $4: '10/Oct/2000:13:50:35 -0700',
    $request: 'GET /apache_pb.gif HTTP/1.0',
    $status_code: '404',
    $7: '4355',
  });
  assert.deepEqual(parseFilterPattern('{ $.a = 1 }').extract('{"a":1}'), {});
});

for (const [pattern, message] of [
  ['{ $.a = 1', "If a filter pattern starts with '{' it must end with '}'"],
  ['[a, b', "If a filter pattern starts with '[' it must end with ']'"],
  ['foo-bar', "Invalid character(s) in term 'foo-bar'"],
  ['"never closed', /^Invalid character\(s\) in term/],
  ['{ }', 'Invalid filter pattern'],
  ['{ $ = 1 }', 'Invalid filter pattern'],
  ['{ $.a }', 'Invalid filter pattern'],
  ['{ $.a > x }', 'Invalid filter pattern'],
  ['{ $.a = }', 'Invalid filter pattern'],
  ['{ ($.a = 1 }', 'Invalid filter pattern'],
  ['{ $.a = 1 && }', 'Invalid filter pattern'],
  ['{ $.a = 1 } }', 'Invalid filter pattern'],
  ['[..., a, ...]', 'Invalid filter pattern'],
  ['[a b]', 'Invalid filter pattern'],
  ['[= 4]', 'Invalid filter pattern'],
  ['{ $.a = %x!% }', 'Invalid filter pattern'],
  ['%[%', 'Invalid filter pattern'],
] as const) {
  test(`refuses ${pattern}`, () =>
    assert.throws(() => parseFilterPattern(pattern), { name: 'InvalidFilterPattern', message }));
}
