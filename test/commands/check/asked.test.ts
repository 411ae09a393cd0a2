import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askConsent, estimateText, type Question } from '../../../src/commands/check/consent.js';
import { estimateCheck } from '../../../src/commands/check/estimate.js';
import { exitOf } from '../../../src/commands/check/exit-of.js';
import { checkedSizes, sizesNote } from '../../../src/commands/check/sizes.js';
import { bookFor } from '../../../src/pricing/index.js';
import type { Asked, Scenario } from '../../../src/scenario/index.js';
import { megabytes, milliseconds, usd } from '../../../src/units/index.js';
import { checkHeader } from '../../fixtures/check-recording.js';

const scenario = (asked: Asked, memorySizeMB?: number): Scenario =>
  ({
    asked,
    function: { kind: 'code', ...(memorySizeMB === undefined ? {} : { memorySizeMB }) },
  }) as unknown as Scenario;
const sizes = (...all: number[]) => ({ sizesMB: all.map(megabytes) });

test('checks at the sizes that are named, else at the one that the function has, else at few', () => {
  const at = (...args: Parameters<typeof checkedSizes>) => checkedSizes(...args).memorySizesMB;
  assert.deepEqual(at(scenario(sizes(256, 512), 1024), true), [256, 512]);
  assert.deepEqual(at(scenario(sizes(256, 512), 1024), false), [1024]);
  assert.deepEqual(at(scenario(sizes(256, 512, 1024)), false), [256, 512, 1024]);
  assert.deepEqual(at(scenario(sizes(128, 256, 512, 1024)), false), [1769]);
  assert.deepEqual(at(scenario({}), false), [1769]);
  const existing = { asked: {}, function: { kind: 'existing' } } as unknown as Scenario;
  assert.deepEqual(at(existing, false, 640), [640]);
  assert.equal(
    sizesNote(checkedSizes(scenario({}, 2048), false)),
    'checked at 2,048 MB (that the scenario names as the one it has today); --memory chooses',
  );
  const range = { rangeMB: { low: megabytes(128), high: megabytes(512) } };
  assert.throws(() => checkedSizes(scenario(range), true), /--memory 128-512 is a range/);
});

const book = bookFor('us-east-1', '2026-11-01');
const question = (header = checkHeader({ target: { kind: 'aws', region: 'us-east-1' } })) => ({
  header,
  aim: { region: 'us-east-1' },
  estimate: estimateCheck(header, 2, book),
});
const nobody = { stdin: { isTTY: false }, stderr: { isTTY: false } } as never;
const ask = (it: Question, options = {}) => askConsent(it, options, nobody, new AbortController().signal);

test('says before it begins what it makes, takes and costs', () => {
  assert.equal(
    estimateText(question()),
    'this check makes 20 to 200 cold starts with 120 to 1,200 invocations on AWS Lambda in us-east-1, and takes 50 s to ' +
      '47 min and $0.00006 to $0.03 if each is billed 10 ms to 1 s',
  );
  const here = { ...question(), aim: { url: 'http://127.0.0.1:9001' } };
  assert.doesNotMatch(estimateText(here), /\$/);
  assert.match(
    estimateText({ ...here, isRehearsed: true }),
    / and \$0\.00006 to \$0\.03 at the list price of AWS \(this machine takes nothing\) if each is billed/,
  );
  const bounded = checkHeader({ check: { budgetUsd: usd(0.01), maxTimeMs: milliseconds(300_000) } });
  assert.match(estimateText(question(bounded)), /; it ends at \$0\.01 or 5 min at the latest$/);
});

test('asks before much goes to AWS, and bounds what nobody was asked about', async () => {
  await assert.rejects(ask(question()), /there is no terminal to ask at/);
  assert.equal((await ask(question(), { yes: true })).check.budgetUsd, undefined);
  const few = question(checkHeader({ target: { kind: 'aws' }, check: { maxColdStarts: 20, atATime: 5 } }));
  assert.equal((await ask(few)).check.budgetUsd, 1);
  const here = { ...question(), aim: { url: 'http://127.0.0.1:9001' } };
  assert.equal(await ask(here), here.header);
});

test('the exit code is that of the verdict, unless nothing could be measured', () => {
  const of = (verdict: 'regressed' | 'inconclusive' | 'unchanged' | 'improved', passes: boolean, ended = 'decided') =>
    exitOf({ verdict, passes, ended: ended as 'decided' });
  assert.deepEqual([of('unchanged', true), of('improved', true), of('regressed', false)], ['ok', 'ok', 'threshold']);
  assert.deepEqual([of('inconclusive', false), of('inconclusive', true)], ['inconclusive', 'ok']);
  assert.equal(of('inconclusive', true, 'failed'), 'failed');
  assert.equal(of('regressed', false, 'stopped'), 'threshold');
});
