import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ConcurrencyLedger, type Demand } from '../../../src/emulator/concurrency/ledger.js';
import type { Slot } from '../../../src/emulator/concurrency/ledger-state.js';
import { type ConcurrencyQuotas, DEFAULT_QUOTAS } from '../../../src/emulator/concurrency/quotas.js';
import { ManualClock } from '../manual-clock.js';

const f = { region: 'us-east-1', name: 'f' };
const g = { region: 'us-east-1', name: 'g' };
const abroad = { region: 'eu-central-1', name: 'f' };
const warm: Demand = { version: '$LATEST', synchronous: false, provisionedFree: false, warmFree: true };
const cold: Demand = { ...warm, warmFree: false };
const provisioned: Demand = { ...warm, version: '1', provisionedFree: true };

function ledgerWith(quotas: Partial<ConcurrencyQuotas> = {}) {
  const clock = new ManualClock();
  const ledger = new ConcurrencyLedger(clock, { ...DEFAULT_QUOTAS, ...quotas });
  const take = (count: number, key = f, demand = warm): Slot[] =>
    Array.from({ length: count }, () => ledger.acquire(key, demand));
  return { clock, ledger, take };
}
const refusedFor = (Reason: string) => ({
  type: 'TooManyRequestsException',
  status: 429,
  message: 'Rate Exceeded.',
  details: { Reason },
});
const ACCOUNT = refusedFor('ConcurrentInvocationLimitExceeded');
const RESERVED = refusedFor('ReservedFunctionConcurrentInvocationLimitExceeded');

describe('the concurrency of an account', () => {
  test('is 1,000 at once in a region, and 1,000 more in another', () => {
    const { ledger, take } = ledgerWith();
    const [first] = take(1000);
    assert.throws(() => ledger.acquire(g, warm), ACCOUNT);
    take(1000, abroad);
    first?.release();
    take(1, g);
    assert.throws(() => ledger.acquire(g, warm), ACCOUNT);
  });

  test('has a slot back once, however often it is given back', () => {
    const { ledger, take } = ledgerWith({ accountLimit: 2 });
    const [first] = take(2);
    first?.release();
    first?.release();
    take(1);
    assert.throws(() => ledger.acquire(f, warm), ACCOUNT);
  });

  test('is what reservations and provisioned concurrency leave, for functions without either', () => {
    const { ledger, take } = ledgerWith();
    ledger.reserve(f, 700);
    ledger.provision(g, '1', 200);
    assert.equal(ledger.unreservedIn('us-east-1'), 100);
    take(100, g);
    assert.throws(() => ledger.acquire(g, warm), ACCOUNT);
    take(700);
    assert.equal(ledger.acquire(g, provisioned).kind, 'provisioned');
  });

  test('comes back when a function is deleted, with what runs of it still counted', () => {
    const { ledger, take } = ledgerWith({ accountLimit: 10 });
    ledger.reserve(f, 4);
    ledger.provision(f, '1', 2);
    const running = take(2);
    ledger.forget(f);
    assert.equal(ledger.unreservedIn('us-east-1'), 10);
    take(8);
    assert.throws(() => ledger.acquire(f, warm), ACCOUNT);
    for (const slot of running) slot.release();
    take(2);
    assert.throws(() => ledger.acquire(f, warm), ACCOUNT);
  });
});

describe('reserved concurrency', () => {
  test('is the most that a function gets', () => {
    const { ledger, take } = ledgerWith();
    ledger.reserve(f, 3);
    take(3);
    assert.throws(() => ledger.acquire(f, warm), RESERVED);
  });

  test('is the least that it gets, whatever others do', () => {
    const { ledger, take } = ledgerWith();
    ledger.reserve(f, 3);
    take(997, g);
    assert.throws(() => ledger.acquire(g, warm), ACCOUNT);
    take(3);
  });

  test('of zero blocks a function', () => {
    const { ledger } = ledgerWith();
    ledger.reserve(f, 0);
    assert.throws(() => ledger.acquire(f, warm), RESERVED);
  });

  test('holds for what runs when it is set, and no longer when it is taken away', () => {
    const { ledger, take } = ledgerWith();
    const running = take(2);
    ledger.reserve(f, 2);
    assert.throws(() => ledger.acquire(f, warm), RESERVED);
    take(998, g);
    running[0]?.release();
    take(1);
    ledger.reserve(f, undefined);
    assert.throws(() => ledger.acquire(f, warm), ACCOUNT);
    running[1]?.release();
    take(1, g);
    assert.throws(() => ledger.acquire(g, warm), ACCOUNT);
  });

  test('that is all provisioned leaves nothing to other versions', () => {
    const { ledger, take } = ledgerWith();
    ledger.reserve(f, 1);
    ledger.provision(f, '1', 1);
    assert.throws(() => ledger.acquire(f, warm), RESERVED);
    const [slot] = take(1, f, provisioned);
    assert.equal(slot?.kind, 'provisioned');
    assert.throws(() => ledger.acquire(f, provisioned), RESERVED);
  });

  test('allows ten synchronous requests a second for each unit, and any number of asynchronous ones', async () => {
    const { clock, ledger } = ledgerWith();
    ledger.reserve(f, 1);
    const ask = (synchronous: boolean) => ledger.acquire(f, { ...warm, synchronous }).release();
    for (let count = 0; count < 10; count++) ask(true);
    assert.throws(() => ask(true), refusedFor('ReservedFunctionInvocationRateLimitExceeded'));
    for (let count = 0; count < 50; count++) ask(false);
    await clock.advance(100);
    ask(true);
    assert.throws(() => ask(true), refusedFor('ReservedFunctionInvocationRateLimitExceeded'));
  });
});

describe('provisioned concurrency', () => {
  test('is used before anything else, and what goes beyond it runs on demand', () => {
    const { ledger, take } = ledgerWith();
    ledger.provision(f, '1', 2);
    const kinds = [...take(2, f, provisioned), ...take(1, f, { ...provisioned, provisionedFree: false })];
    assert.deepEqual(
      kinds.map(({ kind }) => kind),
      ['provisioned', 'provisioned', 'on-demand'],
    );
  });

  test('serves its own version only', () => {
    const { ledger } = ledgerWith();
    ledger.provision(f, '1', 1);
    assert.equal(ledger.acquire(f, { ...provisioned, version: '2' }).kind, 'on-demand');
  });

  test('serves ten requests a second for each environment; faster ones run on demand', async () => {
    const { clock, ledger } = ledgerWith();
    ledger.provision(f, '1', 1);
    const kindOfNext = () => {
      const slot = ledger.acquire(f, provisioned);
      slot.release();
      return slot.kind;
    };
    const kinds = Array.from({ length: 12 }, kindOfNext);
    assert.deepEqual(kinds.filter((kind) => kind === 'provisioned').length, 10);
    await clock.advance(100);
    assert.deepEqual([kindOfNext(), kindOfNext()], ['provisioned', 'on-demand']);
  });

  test('that is taken away while it is in use counts until it is given back', () => {
    const { ledger, take } = ledgerWith();
    ledger.reserve(f, 1);
    ledger.provision(f, '1', 1);
    const [slot] = take(1, f, provisioned);
    ledger.provision(f, '1', 0);
    assert.equal(ledger.provisionedOf(f), 0);
    assert.throws(() => ledger.acquire(f, warm), RESERVED);
    slot?.release();
    take(1);
  });
});

describe('scaling', () => {
  test('gives a function 1,000 environments at once and 100 more each second, saved up to 1,000', async () => {
    const { clock, ledger } = ledgerWith({ accountLimit: 5000 });
    const start = (count: number) => {
      for (let done = 0; done < count; done++) ledger.acquire(f, cold).release();
    };
    const tooFast = refusedFor('FunctionInvocationRateLimitExceeded');
    start(1000);
    assert.throws(() => start(1), tooFast);
    await clock.advance(1000);
    start(100);
    assert.throws(() => start(1), tooFast);
    await clock.advance(60_000);
    start(1000);
    assert.throws(() => start(1), tooFast);
  });

  test('holds up neither warm environments nor other functions', () => {
    const { ledger, take } = ledgerWith({ scalingRate: 1 });
    take(1, f, cold);
    assert.throws(() => ledger.acquire(f, cold), refusedFor('FunctionInvocationRateLimitExceeded'));
    take(1, f, warm);
    take(1, g, cold);
  });

  test('stops at 10,000 synchronous requests a second for a function', () => {
    const { ledger } = ledgerWith();
    const ask = () => ledger.acquire(f, { ...warm, synchronous: true }).release();
    for (let count = 0; count < 10_000; count++) ask();
    assert.throws(ask, refusedFor('FunctionInvocationRateLimitExceeded'));
  });
});
