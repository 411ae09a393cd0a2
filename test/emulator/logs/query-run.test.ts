import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery } from '../../../src/emulator/logs/insights/index.js';
import { LogStore } from '../../../src/emulator/logs/log-store.js';
import type { LogsRegion } from '../../../src/emulator/logs/logs-region.js';
import { ManualClock } from '../manual-clock.js';

function start(region: LogsRegion, text: string, names: readonly string[], end = 10_000_000_000) {
  const groups = names.map((name) => region.group(name) ?? region.createGroup(name));
  return region.queries.start({ groups, startTime: 0, endTime: end, text, query: parseQuery(text) });
}

test('a query runs in pieces, between which others have their turn, and sees what there was when it began', async () => {
  const clock = new ManualClock();
  const region = new LogStore(clock).region('us-east-1');
  for (let i = 0; i < 1200; i++) region.append('g', 's', `line ${i}`);
  const run = start(region, 'filter @message like /7$/ | stats count(*) as n', ['g']);
  assert.equal(run.status, 'Running');
  assert.deepEqual(run.results, []);
  region.append('g', 's', 'line 7');
  await clock.advance(0);
  assert.equal(run.status, 'Complete');
  assert.deepEqual(run.results, [[{ field: 'n', value: '120' }]]);
  assert.deepEqual(run.statistics, {
    recordsMatched: 120,
    recordsScanned: 1200,
    bytesScanned: 1200 * ('line '.length + 26) + 10 + 90 * 2 + 900 * 3 + 200 * 4,
    estimatedRecordsSkipped: 0,
    estimatedBytesSkipped: 0,
    logGroupsScanned: 1,
  });
  assert.equal(clock.pending, 0);
});

test('events of several groups come in order of time, each with its group', async () => {
  const clock = new ManualClock();
  const region = new LogStore(clock).region('us-east-1');
  for (const name of ['a', 'b', 'a', 'b']) {
    region.append(name, 's', `in ${name}`);
    await clock.advance(10);
  }
  const run = start(region, 'fields @log, @message | display @log, @message', ['a', 'b']);
  await clock.advance(0);
  assert.deepEqual(
    run.results.map((row) => row.slice(0, 2).map(({ value }) => value)),
    ['b', 'a', 'b', 'a'].map((name) => [`000000000000:${name}`, `in ${name}`]),
  );
});

test('the time of a query includes its last second', async () => {
  const clock = new ManualClock(5_000_999);
  const region = new LogStore(clock).region('us-east-1');
  region.append('g', 's', 'last');
  await clock.advance(1);
  region.append('g', 's', 'too late');
  const run = start(region, 'fields @message', ['g'], 5000);
  await clock.advance(0);
  assert.deepEqual(
    run.results.map(([message]) => message?.value),
    ['last'],
  );
});

test('a query that is stopped does nothing more', async () => {
  const clock = new ManualClock();
  const region = new LogStore(clock).region('us-east-1');
  region.append('g', 's', 'line');
  const run = start(region, 'fields @message', ['g']);
  assert.equal(run.stop(), true);
  assert.equal(run.stop(), false);
  await clock.advance(1000);
  assert.deepEqual([run.status, run.results, clock.pending], ['Cancelled', [], 0]);
});

test('of very many queries the oldest are forgotten', () => {
  const region = new LogStore(new ManualClock()).region('us-east-1');
  const first = start(region, 'fields @message', ['g']);
  for (let i = 0; i < 100; i++) start(region, 'fields @message', ['g']);
  assert.equal(region.queries.find(first.id), undefined);
  assert.equal(region.queries.all().length, 100);
});
