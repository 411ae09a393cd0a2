import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import type { RawOptions } from '../../../src/commands/command.js';
import { askConsent, estimateText } from '../../../src/commands/tune/consent.js';
import { estimateTune } from '../../../src/commands/tune/estimate.js';
import { bookFor } from '../../../src/pricing/index.js';
import type { Header } from '../../../src/recording/index.js';
import { megabytes, milliseconds, ratio, usd } from '../../../src/units/index.js';
import { headerWith } from '../../fixtures/recording.js';

const book = bookFor('us-east-1', '2026-11-01');
const aws = { region: 'eu-central-1' };
const goal = { regretRatio: ratio(0.02), confidenceRatio: ratio(0.95) };
const exploring = (more: Partial<NonNullable<Header['scenario']['exploration']>>, current: number | null = 1024) =>
  headerWith({
    scenario: { exploration: { ...goal, ...more } },
    function: { currentMemorySizeMB: current === null ? null : megabytes(current) },
    target: { kind: 'aws' },
  });
const textOf = (header: Header, aim: Parameters<typeof estimateText>[0]['aim'] = aws) =>
  estimateText({ header, aim, estimate: estimateTune(header, book) });

function terminal(typed: string, isTTY = true) {
  const [stdin, stderr] = [new PassThrough(), new PassThrough()].map((it) => Object.assign(it, { isTTY }));
  stdin?.write(typed);
  const io = { stdin: stdin as unknown as NodeJS.ReadStream, stderr: stderr as unknown as NodeJS.WriteStream };
  return { io, asked: () => String(stderr?.read() ?? '') };
}
const { signal } = new AbortController();
const ask = (header: Header, io: ReturnType<typeof terminal>['io'], options: RawOptions = {}, aim = {}) =>
  askConsent({ header, aim: { ...aws, ...aim }, estimate: estimateTune(header, book) }, options, io, signal);

test('says what a run that explores will make, take and cost, and what that assumes', () => {
  assert.match(
    textOf(exploring({})),
    /^this run makes about \d+ to \d+ invocations on AWS Lambda in eu-central-1, and takes \d+ s to \d+ min and \$[\d.e-]+ to \$[\d.]+ if each is billed 10 ms to 1 s at 1,024 MB, the size it has today$/,
  );
  assert.match(textOf(exploring({}, null)), /if each is billed 10 ms to 1 s at 1,769 MB$/);
});

test('tells of this machine what a run would cost on AWS where it is only gone through', () => {
  const header = exploring({});
  const aim = { url: 'http://127.0.0.1:9001' };
  const question = { header, aim, estimate: estimateTune(header, book) };
  assert.doesNotMatch(estimateText(question), /\$/);
  assert.match(
    estimateText({ ...question, isRehearsed: true }),
    / invocations, and takes .* and \$[\d.e-]+ to \$[\d.]+ at the list price of AWS \(this machine takes nothing\) if each is billed 10 ms to 1 s at 1,024 MB/,
  );
  assert.doesNotMatch(textOf(header), /list price/);
});

test('says what a run keeps to whatever happens, and expects no more', () => {
  const bounded = exploring({ budgetUsd: usd(0.05), maxInvocations: 10, maxTimeMs: milliseconds(60_000) });
  assert.match(textOf(bounded), /; it ends at \$0\.05 or 10 invocations or 60 s at the latest$/);
  const { invocations, time } = estimateTune(bounded, book);
  assert.deepEqual([invocations, time.high], [{ low: 10, high: 10 }, 60_000]);
  assert.equal(estimateTune(exploring({ budgetUsd: usd(0.0001) }), book).cost.high, 0.0001);
});

test('on this machine nothing is paid', () => {
  const text = textOf(exploring({}), { url: 'http://127.0.0.1:9001' });
  assert.match(text, /^this run makes about \d+ to \d+ invocations, and takes .* if each lasts 10 ms to 1 s$/);
});

test('the invocations of a run of every size are known, and priced at each', () => {
  const every = headerWith({ scenario: { invocations: { cold: 2, warm: 4 } }, target: { kind: 'aws' } });
  const { invocations, cost } = estimateTune(every, book);
  assert.deepEqual(invocations, { low: 18, high: 18 });
  const gbSeconds = (6 * (128 + 512 + 1769)) / 1024;
  assert.ok(Math.abs(cost.high - (18 * 0.0000002 + gbSeconds * 0.0000166667)) < 1e-9);
  assert.match(textOf(every), /^this run makes about 18 invocations on/);
});

const much = headerWith({ scenario: { invocations: { cold: 100, warm: 900 } }, target: { kind: 'aws' } });

test('asks before much is done, and is refused without a terminal with what would bound it', async () => {
  const { io, asked } = terminal('y\n');
  assert.equal(await ask(much, io), much);
  assert.match(asked(), /^this run makes about 3,000 invocations .*\. Go on\? \[y\/N\] /);
  await assert.rejects(ask(much, terminal('n\n').io), /nothing was sent/);
  await assert.rejects(ask(much, terminal('', false).io), (error: Error & { hint?: string }) => {
    assert.match(error.message, /not done unasked, and there is no terminal/);
    assert.match(error.hint ?? '', /--yes, or bound it with --memory, --cold and --warm/);
    return true;
  });
  assert.equal(await ask(much, terminal('', false).io, { yes: true }), much);
});

test('an exploring run that nobody was asked about ends at what would have been asked about', async () => {
  const { io, asked } = terminal('');
  const header = await ask(exploring({}), io);
  assert.deepEqual([header.scenario.exploration?.budgetUsd, asked()], [1, '']);
  assert.match(textOf(header), /; it ends at \$1\.00 at the latest$/);
  const own = await ask(exploring({ budgetUsd: usd(0.2) }), io);
  assert.equal(own.scenario.exploration?.budgetUsd, 0.2);
  const agreed = await ask(exploring({}), io, { yes: true });
  assert.equal(agreed.scenario.exploration?.budgetUsd, undefined);
  const here = await ask(exploring({}), io, {}, { url: 'http://localhost:1' });
  assert.equal(here.scenario.exploration?.budgetUsd, undefined);
});

test('a tuning on $LATEST itself is asked about however little it may cost, and told where nobody is asked', async () => {
  const header = exploring({ maxInvocations: 10 });
  const question = { header, aim: aws, estimate: estimateTune(header, book), onLatest: '$LATEST itself is set' };
  await assert.rejects(askConsent(question, {}, terminal('n\n').io, signal), /nothing was sent/);
  const { io, asked } = terminal('y\n');
  await askConsent(question, {}, io, signal);
  assert.match(asked(), /^\$LATEST itself is set\.\nAnd this run makes about .* Go on\? \[y\/N\] $/);
  const told = terminal('');
  await askConsent(question, { yes: true }, told.io, signal);
  assert.equal(told.asked(), 'kelvin: $LATEST itself is set\n');
});
