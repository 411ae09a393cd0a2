import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { EmulatorFacts } from '../../../src/emulator/index.js';
import { coldStartOverhead } from '../../../src/emulator/platform-noise/cold-start-overhead.js';
import { hostMode } from '../../../src/emulator/platform-noise/host-mode.js';
import { networkTime } from '../../../src/emulator/platform-noise/network-distance.js';
import { findReport, isReport } from '../../../src/logs/index.js';
import { milliseconds } from '../../../src/units/index.js';
import { Bench } from '../harness.js';
import { ManualClock } from '../manual-clock.js';

const ARCHITECTURE = 'x86_64';
const distance = milliseconds(30);
const wanted = (isWanted: (slowdown: number) => boolean): number =>
  Array.from({ length: 1000 }, (_, seed) => seed).find((seed) => isWanted(hostMode(seed, 0, ARCHITECTURE).slowdown)) ??
  0;
/** Seeds whose first environment is on a host as fast as this, and on one much slower. */
const FAST = wanted((slowdown) => slowdown === 1);
const SLOW = wanted((slowdown) => slowdown > 1.3);

const QUICK = { 'index.mjs': 'export const handler = async () => "done";' };
const BUSY = {
  'index.mjs': `export const handler = async () => {
  const until = process.cpuUsage().user + 40_000;
  while (process.cpuUsage().user < until);
};`,
};

interface Raw {
  readonly headers: Headers;
  readonly latency: number;
}

/** Without the SDK, which hides headers that the API has not. */
async function invoke(bench: Bench, name: string, clock?: ManualClock, observe = true): Promise<Raw> {
  const before = clock?.monotonic() ?? 0;
  const url = `${bench.emulator.endpoint}/2015-03-31/functions/${name}/invocations`;
  const headers = { 'x-amz-log-type': 'Tail', ...(observe ? { 'x-kelvin-observe': 'simulated' } : {}) };
  const response = await fetch(url, { method: 'POST', headers, body: '{}' });
  await response.arrayBuffer();
  return { headers: response.headers, latency: (clock?.monotonic() ?? 0) - before };
}

const simulatedOf = ({ headers }: Raw): Record<string, number> => JSON.parse(headers.get('x-kelvin-simulated') ?? '{}');

function reportOf({ headers }: Raw) {
  const log = Buffer.from(headers.get('x-amz-log-result') ?? '', 'base64').toString();
  const report = findReport(log, headers.get('x-amzn-requestid') ?? '');
  if (!isReport(report)) throw new Error(`${report.reason}: ${log}`);
  return report;
}

/** Lets processes do what they do in real time until the clock has that many alarms. */
async function untilPending(clock: ManualClock, count: number): Promise<void> {
  while (clock.pending < count) await new Promise((resolve) => setTimeout(resolve, 2));
}

/** Moves the clock on, bit by bit, until it is answered. */
async function untilAnswered<T>(clock: ManualClock, answer: Promise<T>): Promise<T> {
  let isOver = false;
  const over = answer.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    await clock.advance(1);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return over;
}

async function benchWith(seed: number): Promise<{ bench: Bench; clock: ManualClock }> {
  const clock = new ManualClock();
  const bench = await Bench.start({ clock, noise: { seed, distance } });
  for (const [name, source] of Object.entries({ quick: QUICK, busy: BUSY })) {
    await bench.create(name, source, { Architectures: [ARCHITECTURE], Handler: 'index.handler' });
  }
  return { bench, clock };
}

test('a cold start waits for its way and for the platform, and no Duration knows of it', async () => {
  const { bench, clock } = await benchWith(FAST);
  try {
    const networkMs = networkTime(FAST, 0, distance);
    const coldStartMs = coldStartOverhead(FAST, 0);
    const answer = invoke(bench, 'quick', clock);
    await untilPending(clock, 1);
    await clock.advance(networkMs);
    await untilPending(clock, 1);
    // Nothing but this alarm stands between it and INIT, and the clock does not move after it.
    await clock.advance(coldStartMs);
    const raw = await answer;
    const { initDurationMs, durationMs, status } = reportOf(raw);
    assert.deepEqual({ initDurationMs, durationMs, status }, { initDurationMs: 0, durationMs: 0, status: undefined });
    assert.equal(raw.latency, networkMs + coldStartMs);
    assert.deepEqual(simulatedOf(raw), { networkMs, hostSlowdown: 1, coldStartMs });
  } finally {
    await bench.close();
  }
});

test('a warm invocation has its way alone', async () => {
  const { bench, clock } = await benchWith(FAST);
  try {
    await untilAnswered(clock, invoke(bench, 'quick'));
    const raw = await untilAnswered(clock, invoke(bench, 'quick'));
    assert.deepEqual(simulatedOf(raw), { networkMs: networkTime(FAST, 1, distance), hostSlowdown: 1 });
  } finally {
    await bench.close();
  }
});

test('a slower host is in Init Duration and Duration, and each says by how much', async (t) => {
  const { bench, clock } = await benchWith(SLOW);
  try {
    const { simulated } = bench.emulator.facts;
    if (!simulated?.parts.some(({ name }) => name === 'hostMode')) {
      t.skip('this system does not tell CPU time from waiting');
      return;
    }
    const raw = await untilAnswered(clock, invoke(bench, 'busy'));
    const times = simulatedOf(raw);
    const report = reportOf(raw);
    assert.equal(times.hostSlowdown, hostMode(SLOW, 0, ARCHITECTURE).slowdown);
    assert.ok((times.initDurationMs ?? 0) > 0);
    // 40 ms of user time at least, and more than 0.3 of it on top; printed figures are rounded.
    assert.ok((times.durationMs ?? 0) > 0.3 * 40);
    assert.ok(report.durationMs + 0.01 >= (times.durationMs ?? 0));
    assert.ok((report.initDurationMs ?? 0) + 0.01 >= (times.initDurationMs ?? 0));
    const again = simulatedOf(await untilAnswered(clock, invoke(bench, 'busy')));
    assert.equal(again.hostSlowdown, times.hostSlowdown, 'an environment keeps its host');
    assert.equal(again.initDurationMs, undefined);
  } finally {
    await bench.close();
  }
});

test('an emulator that is closed lets nobody wait, and leaves no alarm', async () => {
  const { bench, clock } = await benchWith(FAST);
  const travelling = invoke(bench, 'quick').catch((error: unknown) => error);
  await untilPending(clock, 1);
  await clock.advance(networkTime(FAST, 0, distance));
  const waiting = invoke(bench, 'quick').catch((error: unknown) => error);
  await untilPending(clock, 2);
  await bench.close();
  await Promise.all([travelling, waiting]);
  assert.equal(clock.pending, 0);
});

test('only a client that asks is told, and the facts say what is simulated and whence', async () => {
  const { bench, clock } = await benchWith(FAST);
  try {
    const raw = await untilAnswered(clock, invoke(bench, 'quick', clock, false));
    assert.equal(raw.headers.get('x-kelvin-simulated'), null);
    const facts = (await (await fetch(`${bench.emulator.endpoint}/_kelvin/facts`)).json()) as EmulatorFacts;
    assert.equal(facts.simulated?.seed, FAST);
    for (const { source, measured, certainty } of facts.simulated?.parts ?? []) {
      for (const text of [source, measured, certainty]) assert.notEqual(text, '');
    }
    assert.ok((facts.simulated?.leftOut.length ?? 0) > 0);
  } finally {
    await bench.close();
  }
});

let plain: Bench;
before(async () => {
  plain = await Bench.start();
  await plain.create('quick', QUICK);
});
after(() => plain.close());

test('without noise nothing is added, whatever a client asks for', async () => {
  const asked = await invoke(plain, 'quick');
  const notAsked = await invoke(plain, 'quick', undefined, false);
  const names = ({ headers }: Raw): string[] => [...headers.keys()].sort();
  assert.deepEqual(names(asked), names(notAsked));
  assert.equal(asked.headers.get('x-kelvin-simulated'), null);
  assert.equal('simulated' in plain.emulator.facts, false);
  const facts = await (await fetch(`${plain.emulator.endpoint}/_kelvin/facts`)).text();
  assert.equal(facts.includes('simulated'), false);
});
