import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { PutFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { LoadResult } from '../../../src/analysis/index.js';
import { kelvinHere, temporaryFolder } from '../kelvin.js';
import { assertLoaded, countBy, emulatedAccount, handlerAt, recordedIn } from './load-run.js';

/** What arithmetic says of a load, held against real processes. */
const folder = temporaryFolder(after);
const { account } = await emulatedAccount(after);

const SECOND_BURST_MS = 8000;

test('a burst starts as many environments cold as it has requests, and a larger one later only those it lacks', async () => {
  const out = join(folder, 'burst');
  const args = [handlerAt(folder, 'burst', 2500), '--memory', '512', '--load', 'burst 8, pause 8s, burst 11'];
  assertLoaded(await kelvinHere(['load', ...args, '--out', out]));
  const { requests } = recordedIn(out);
  const cold = requests.filter(
    ({ outcome }) => outcome.kind === 'answered' && outcome.report?.initDurationMs !== undefined,
  );
  // A busy machine may not have answered all of the first by then.
  const free = requests.filter((it) => it.phase === 0 && it.dueMs + (it.latencyMs ?? 0) < SECOND_BURST_MS).length;
  const lacking = 11 - free;
  assert.deepEqual(
    countBy(cold, ({ phase }) => phase),
    { 0: 8, 2: lacking },
  );
  const { arms } = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as LoadResult;
  assert.equal(arms[0]?.total.coldStarts?.count, 8 + lacking);
  assert.equal(arms[0]?.total.environments.peak, 8 + lacking);
});

test('reserved concurrency throttles exactly what arrives beyond it', async () => {
  await account.make('limited', 4000);
  const reserved = { FunctionName: 'limited', ReservedConcurrentExecutions: 4 };
  await account.client.send(new PutFunctionConcurrencyCommand(reserved));
  const out = join(folder, 'reserved');
  const args = ['load', '--function', 'limited', '--load', 'burst 10', '--threshold', 'throttles<10%', '--out', out];
  const { code, stdout } = await kelvinHere(args, { env: account.env });
  assert.equal(code, 1, stdout);
  assert.match(stdout, /throttles/);
  assert.deepEqual(
    countBy(recordedIn(out).requests, ({ outcome }) => outcome.kind),
    { answered: 4, throttled: 6 },
  );
});

test("what is open at once is what arrives times how long it stays, by Little's law", async () => {
  const out = join(folder, 'little');
  const args = [handlerAt(folder, 'little', 250), '--memory', '512', '--load', 'poisson 20/s 8s', '--seed', '7'];
  assertLoaded(await kelvinHere(['load', ...args, '--out', out]));
  const { arms } = JSON.parse(readFileSync(join(out, 'result.json'), 'utf8')) as LoadResult;
  const { meanOpen, meanOpenLow, meanOpenHigh, littlesLaw } = arms[0]?.total ?? assert.fail('there is no arm');
  const expected = littlesLaw?.expectedOpen ?? 0;
  assert.ok(Number(meanOpenLow) <= expected && expected <= Number(meanOpenHigh), `${meanOpenLow} ${expected}`);
  // Each stays for 250 ms at least; a busy machine has them stay longer.
  assert.ok(meanOpen >= 0.9 * 0.25 * (littlesLaw?.arrivalsPerSecond ?? 0), `${meanOpen}`);
});
