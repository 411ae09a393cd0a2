import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatReport, isUnreadable, parseMessage, type Report } from '../../src/logs/index.js';
import { EVENTS } from './events.js';
import { ID, OTHER_LINES, REPORTS } from './lines.js';

for (const { name, line, event } of REPORTS) {
  test(`reads a REPORT: ${name}`, () => assert.deepEqual(parseMessage(line), event));
}

for (const { name, line, event } of OTHER_LINES) {
  test(`reads another line of the platform: ${name}`, () => assert.deepEqual(parseMessage(line), event));
}

for (const { name, line, event } of EVENTS) {
  test(`reads an event of a JSON log: ${name}`, () => {
    assert.deepEqual(parseMessage(line), event);
    const { time, type, record } = JSON.parse(line);
    assert.deepEqual(parseMessage(JSON.stringify({ record, time, type })), event, 'in another order');
  });
}

const WARM = `REPORT RequestId: ${ID}\tDuration: 12.34 ms\tBilled Duration: 13 ms\tMemory Size: 512 MB\tMax Memory Used: 77 MB\t`;

const UNREADABLE: readonly (readonly [line: string, reason: RegExp])[] = [
  [WARM.slice(0, WARM.indexOf(' MB\tMax')), /no readable Memory Size, Max Memory Used/],
  [WARM.slice(0, 60), /no readable Duration, Billed Duration/],
  [`REPORT RequestId: ${ID}`, /no readable Duration/],
  ['REPORT RequestId:', /no readable/],
  [`REPORT RequestId: ${ID}\tDuration: 12.34 ms\t`, /no readable Billed Duration/],
  [`REPORT RequestId: ${ID} Duration: 12.34 ms`, /no readable Billed Duration/],
  [WARM.replace('12.34', '12,345'), /Duration is not a number of ms/],
  [WARM.replace('12.34', '1e3'), /Duration is not a number of ms/],
  [WARM.replace('12.34', '-1'), /Duration is not a number of ms/],
  [WARM.replace('12.34', '9'.repeat(20)), /too many digits/],
  [WARM.replace('512 MB', '512 ms'), /Memory Size is not in MB/],
  [WARM.replace('512 MB', '512 KB'), /Memory Size is not a number of MB/],
  [WARM.replace('13 ms', '13 msec'), /Billed Duration is not a number of ms/],
  [`${WARM}Duration: 99.00 ms\t`, /Duration stands twice/],
  [`${WARM}Status: perhaps\t`, /Status is none of/],
  [`${WARM}and then: something`, /no field is called/],
  ['INIT_REPORT Init Duration: 9999.81 ms\tPhase: in', /unknown Phase/],
  ['INIT_REPORT Init Duration: 9999.8', /is cut/],
  ['RESTORE_REPORT Restore Duration: 15 MB', /Restore Duration is not in ms/],
  ['{"time":"2026-11-01T10:00:00.000Z","type":"platform.report","record":{"requ', /platform.report event is cut/],
  ['{"record":{"a":"\\"type\\":1"},"type":"platform.start"', /platform.start event is cut/],
  ['{"type":"platform.report","record":{"requestId":"x","metrics":{"durationMs":"1"}}}', /no readable durationMs/],
  ['{"type":"platform.report","record":{"requestId":"x"}}', /no metrics/],
  ['{"type":"platform.start","record":{}}', /no requestId/],
  ['{"type":"platform.initReport","record":{}}', /no readable durationMs/],
];

for (const [line, reason] of UNREADABLE) {
  test(`says why it is unreadable: ${JSON.stringify(line.slice(-60))}`, () => {
    const read = parseMessage(line);
    assert.ok(read !== undefined && isUnreadable(read), JSON.stringify(read));
    assert.match(read.reason, reason);
    assert.equal(read.line, line);
  });
}

const OWN: readonly string[] = [
  '',
  'Duration: 1.00 ms',
  `the ${WARM}`,
  'REPORT of the day: all is well',
  'REPORT',
  'START your engines',
  `2026-11-01T10:00:00.000Z\t${ID}\tINFO\t${WARM}`,
  `ENDED RequestId: ${ID}`,
  `END RequestId: ${ID} after all`,
  'The task: Task timed out after 3.00 seconds of waiting',
  JSON.stringify({ timestamp: 'x', level: 'INFO', message: { type: 'platform.report', record: { requestId: ID } } }),
  JSON.stringify({ timestamp: 'x', level: 'INFO', message: '{"type":"platform.report","record":{}}' }),
  '{"timestamp":"x","message":{"type":"platform.report","rec',
  '{"timestamp":"x","message":"\\"type\\":\\"platform.report\\"',
  '["platform.report"]',
  WARM.replace('\tBilled', '\tRuntime Duration: 10.00 ms\tPost Runtime Duration: 2.34 ms\tBilled'),
];

for (const line of OWN) {
  test(`leaves to the application what is its own: ${JSON.stringify(line.slice(0, 60))}`, () =>
    assert.equal(parseMessage(line), undefined));
}

test('what formatReport writes is read back, whatever fields it has', () => {
  for (const { event } of REPORTS) {
    const { truncated: _, ...report } = event.report as Report;
    const back = parseMessage(formatReport(report));
    assert.deepEqual(back, { kind: 'report', report });
  }
});
