import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brief, end, event, id, jsonReport, readMessages, readText, report, start } from './read.js';

test('a REPORT for a request that this log never started does not count, and is counted as a look-alike', () => {
  const read = readText(start(1) + report(9, 1) + end(1) + report(1, 12) + report(8, 2));
  assert.deepEqual(brief(read), ['1:12']);
  assert.equal(read.counts.lookAlikes, 2);
});

test("a function's print of its own REPORT, before END, gives way to AWS's", () => {
  const read = readText(start(1) + report(1, 1) + end(1) + report(1, 12));
  assert.deepEqual([brief(read), read.counts.lookAlikes], [['1:12'], 1]);
});

test('a REPORT before its END counts when none follows', () => {
  assert.deepEqual(brief(readText(start(1) + report(1, 12) + end(1) + start(2) + end(2) + report(2, 3))).sort(), [
    '1:12',
    '2:3',
  ]);
});

test('a log that is filtered to REPORTs, or to START and REPORT, loses none', () => {
  assert.deepEqual(brief(readText(report(1, 1) + report(2, 2) + report(1, 3))), ['1:1', '2:2', '1:3']);
  assert.deepEqual(brief(readText(start(1) + report(1, 1) + start(2) + report(2, 2))), ['1:1', '2:2']);
  assert.deepEqual(brief(readText(end(1) + report(1, 1) + end(1) + report(1, 2))), ['1:1', '1:2']);
});

test('a log may begin in the middle of an invocation', () => {
  assert.deepEqual(brief(readText(report(1, 1) + start(2) + end(2) + report(2, 2))), ['1:1', '2:2']);
  assert.deepEqual(brief(readText(end(1) + report(1, 1) + start(2) + end(2) + report(2, 2))), ['1:1', '2:2']);
});

test('a repeated asynchronous event is an invocation at each attempt', () => {
  const attempt = (duration: number) => start(1) + end(1) + report(1, duration);
  assert.deepEqual(brief(readText(attempt(1) + attempt(2) + attempt(3))), ['1:1', '1:2', '1:3']);
  const streams = ['a', 'b'].flatMap((logStream) =>
    [start(1), end(1), report(1, 5)].map((text) => [text, { logStream }] as const),
  );
  assert.deepEqual(brief(readMessages(streams)), ['1:5', '1:5']);
});

test('environments that are interleaved without stream names do not disturb each other', () => {
  const log = [
    start(1),
    start(2),
    report(1, 99),
    end(2),
    start(3),
    report(2, 2),
    end(1),
    report(1, 1),
    end(3),
    report(3, 3),
  ];
  const read = readText(log.join('hello\n'));
  assert.deepEqual(brief(read).sort(), ['1:1', '2:2', '3:3']);
  assert.equal(read.counts.lookAlikes, 1);
});

test('each log stream has its own beginning', () => {
  const read = readMessages([
    [start(1), { logStream: 'a' }],
    [report(2, 2), { logStream: 'b' }],
    [end(1), { logStream: 'a' }],
    [report(1, 1), { logStream: 'a' }],
    [report(7, 7), { logStream: 'a' }],
  ]);
  assert.deepEqual(brief(read).sort(), ['1:1', '2:2']);
  assert.equal(read.counts.lookAlikes, 1);
});

test('a complete invocation is given out soon, one without END at the latest when the log ends', () => {
  const logs = Array.from({ length: 20_000 }, (_, at) => start(at + 1) + report(at + 1, at));
  const read = readText(logs.join(''));
  assert.deepEqual(
    brief(read),
    Array.from({ length: 20_000 }, (_, at) => `${at + 1}:${at}`),
  );
});

test('a START without a report is unfinished', () => {
  assert.equal(readText(start(1) + end(1) + report(1, 1) + start(2) + start(3)).counts.unfinished, 2);
});

test('JSON logs: at level INFO, DEBUG and WARN, and with what the function prints itself', () => {
  const info =
    event('start', 1) + jsonReport(1, 1) + event('start', 2) + jsonReport(9, 9) + jsonReport(2, 8) + jsonReport(2, 2);
  const read = readText(info);
  assert.deepEqual([brief(read), read.counts.lookAlikes], [['1:1', '2:2'], 2]);
  const debug =
    event('start', 1) + jsonReport(1, 9) + event('runtimeDone', 1, { status: 'success' }) + jsonReport(1, 1);
  assert.deepEqual(brief(readText(debug)), ['1:1']);
  const failed = event('runtimeDone', 1, { status: 'timeout' }) + jsonReport(1, 3, { status: 'timeout' });
  assert.deepEqual(brief(readText(failed + failed)), ['1:3 Sandbox.Timedout', '1:3 Sandbox.Timedout']);
});

test('text and JSON functions in one source have beginnings of their own', () => {
  const read = readText(start(1) + jsonReport(2, 2, { status: 'error', errorType: 'E' }) + end(1) + report(1, 1));
  assert.deepEqual(brief(read).sort(), ['1:1', '2:2 E']);
});

test('a REPORT without an id counts where no ids are known', () => {
  const anonymous = report(1, 5).replace(id(1), '<guid>');
  const read = readText(`START RequestId: <guid> Version: 1\nEND RequestId: <guid>\n${anonymous}`);
  assert.equal(read.records.length, 1);
  assert.equal(readText(start(1) + anonymous + end(1) + report(1, 1)).records.length, 1);
});

test("a monitoring agent's REPORT is a look-alike", () => {
  const agent = report(1, 5).replace('\tBilled', '\tRuntime Duration: 1.00 ms\tPost Runtime Duration: 4.00 ms\tBilled');
  const read = readText(start(1) + agent + end(1) + report(1, 12));
  assert.deepEqual([brief(read), read.counts.lookAlikes], [['1:12'], 1]);
});
