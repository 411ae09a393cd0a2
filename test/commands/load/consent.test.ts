import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import type { RawOptions } from '../../../src/commands/command.js';
import { askConsent, type Question } from '../../../src/commands/load/consent.js';
import { estimateOf } from '../../../src/commands/load/estimate.js';
import type { Phase } from '../../../src/scenario/index.js';
import { milliseconds, usd } from '../../../src/units/index.js';

const { signal } = new AbortController();

/** A terminal at which this is typed, and what was asked there. */
function terminal(typed: string, isTTY = true) {
  const [stdin, stderr] = [new PassThrough(), new PassThrough()].map((it) => Object.assign(it, { isTTY }));
  stdin?.write(typed);
  const io = { stdin: stdin as unknown as NodeJS.ReadStream, stderr: stderr as unknown as NodeJS.WriteStream };
  return { io, asked: () => String(stderr?.read() ?? '') };
}

const much: Question = { aim: { region: 'eu-central-1' }, estimate: { requests: 12_000, usd: 0.21 }, arms: 3 };
const ask = (question: Question, io: ReturnType<typeof terminal>['io'], options: RawOptions = {}) =>
  askConsent(question, options, io, signal);

test('says how much goes where and what it may cost, and takes yes for an answer', async () => {
  const { io, asked } = terminal('y\n');
  await ask(much, io);
  assert.match(
    asked(),
    /^this load sends about 12,000 requests to AWS Lambda in eu-central-1 \(3 loads one after another\), about \$0\.21 if each is billed 1 s\. Go on\? \[y\/N\] /,
  );
});

test('the end of input is a no as well, and Ctrl-C is none at all', async () => {
  const { io } = terminal('');
  const refused = assert.rejects(ask(much, io), /nothing was sent/);
  (io.stdin as unknown as PassThrough).end();
  await refused;
  const control = new AbortController();
  const given = assert.rejects(askConsent(much, {}, terminal('').io, control.signal), { name: 'AbortError' });
  control.abort();
  await given;
});

for (const answer of ['n\n', '\n', 'what\n']) {
  test(`takes ${JSON.stringify(answer)} for a no`, async () => {
    await assert.rejects(ask(much, terminal(answer).io), /nothing was sent/);
  });
}

test('nobody is asked where there is no terminal: it is refused, or --yes has said it', async () => {
  await assert.rejects(ask(much, terminal('y\n', false).io), /not done unasked/);
  await ask(much, terminal('', false).io, { yes: true });
});

test('little load, and any load of this machine, is not asked about', async () => {
  const { io, asked } = terminal('');
  await ask({ ...much, estimate: { requests: 1000, usd: 1 } }, io);
  await ask({ ...much, aim: { url: 'http://127.0.0.1:9001' } }, io);
  await ask({ ...much, aim: { url: 'http://[::1]:9001/x' } }, io);
  assert.equal(asked(), '');
});

test('few requests that may cost much are asked about, and so are as many as are answered', async () => {
  const dear = { ...much, estimate: { requests: 900, usd: 1.5 } };
  await assert.rejects(ask(dear, terminal('n\n').io), /nothing was sent/);
  const endless = { ...much, estimate: { requests: undefined, usd: undefined } };
  const { io, asked } = terminal('y\n');
  await ask(endless, io);
  assert.match(asked(), /sends as many requests as are answered to/);
});

test('a load on $LATEST itself is asked about however little it is, and told where nobody is asked', async () => {
  const little = { ...much, estimate: { requests: 3, usd: 0 }, onLatest: '$LATEST itself is set' };
  await assert.rejects(ask(little, terminal('n\n').io), /nothing was sent/);
  await assert.rejects(
    ask(little, terminal('', false).io),
    /\$LATEST itself is set\.\nAnd this load .* not done unasked/,
  );
  for (const [question, options] of [
    [little, { yes: true }],
    [{ ...little, aim: { url: 'http://127.0.0.1:9001' } }, {}],
  ] as const) {
    const { io, asked } = terminal('');
    await ask(question, io, options);
    assert.equal(asked(), 'kelvin: $LATEST itself is set\n');
  }
});

const constant: Phase = { kind: 'constant', name: 'c', requestsPerSecond: 50, forMs: milliseconds(60_000) };
const closed: Phase = { kind: 'closed', name: 'l', concurrency: 5, forMs: milliseconds(60_000) };
const prices = [{ usdPerRequest: 0.0000002, usdPerMs: 0.00000001 }];

test('estimates every phase at every size, within the bounds', () => {
  const each = 0.0000002 + 1000 * 0.00000001;
  const all = estimateOf([constant, constant], 3, prices, { maxOpen: 1 });
  assert.equal(all.requests, 18_000);
  assert.ok(Math.abs((all.usd ?? 0) - 18_000 * each) < 1e-9);
  const bounded = estimateOf([constant], 3, prices, { maxOpen: 1, maxRequests: 100, budgetUsd: usd(0.0001) });
  assert.deepEqual(bounded, { requests: 100, usd: 0.0001 });
  assert.deepEqual(estimateOf([constant, closed], 1, [], { maxOpen: 1 }), { requests: undefined, usd: undefined });
  assert.equal(estimateOf([closed], 1, [], { maxOpen: 1, maxRequests: 7 }).requests, 7);
});
