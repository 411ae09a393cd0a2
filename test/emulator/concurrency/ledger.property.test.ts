import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConcurrencyLedger, type FunctionKey } from '../../../src/emulator/concurrency/ledger.js';
import type { Slot } from '../../../src/emulator/concurrency/ledger-state.js';
import { DEFAULT_QUOTAS } from '../../../src/emulator/concurrency/quotas.js';
import { ServiceError } from '../../../src/emulator/service-error.js';
import fc from '../../fixtures/properties.js';
import { ManualClock } from '../manual-clock.js';

const LIMIT = 12;
const NAMES = ['a', 'b', 'c'] as const;
type Name = (typeof NAMES)[number];
interface Held {
  readonly name: Name;
  readonly slot: Slot;
}

const name = fc.constantFrom(...NAMES);
const version = fc.constantFrom('1', '2');
const steps = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('acquire' as const), name, version, free: fc.boolean() }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('release' as const), index: fc.nat(), twice: fc.boolean() }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('reserve' as const), name, count: fc.option(fc.nat(4)) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('provision' as const), name, version, count: fc.nat(2) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('forget' as const), name }) },
  ),
  { maxLength: 200 },
);

const keyOf = (of: Name): FunctionKey => ({ region: 'us-east-1', name: of });

/** @returns whether it was granted. */
function tryAcquire(ledger: ConcurrencyLedger, held: Held[], of: Name, ofVersion: string, free: boolean): boolean {
  const demand = { version: ofVersion, synchronous: false, provisionedFree: free, warmFree: true };
  try {
    held.push({ name: of, slot: ledger.acquire(keyOf(of), demand) });
    return true;
  } catch (error) {
    assert.ok(error instanceof ServiceError && error.status === 429);
    return false;
  }
}

test('no grant ever goes beyond the limits, whatever is asked, given back, reserved and provisioned', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const ledger = new ConcurrencyLedger(new ManualClock(), { ...DEFAULT_QUOTAS, accountLimit: LIMIT });
      const held: Held[] = [];
      for (const step of all) {
        if (step.kind === 'acquire') {
          const granted = tryAcquire(ledger, held, step.name, step.version, step.free);
          const reserved = ledger.reservedOf(keyOf(step.name));
          if (!granted) continue;
          assert.ok(held.length <= LIMIT);
          if (reserved !== undefined) assert.ok(held.filter((it) => it.name === step.name).length <= reserved);
        } else if (step.kind === 'release') {
          const [given] = held.splice(step.index % Math.max(1, held.length), 1);
          given?.slot.release();
          if (step.twice) given?.slot.release();
        } else if (step.kind === 'reserve') ledger.reserve(keyOf(step.name), step.count ?? undefined);
        else if (step.kind === 'provision') ledger.provision(keyOf(step.name), step.version, step.count);
        else if (!held.some((it) => it.name === step.name)) ledger.forget(keyOf(step.name));
      }
    }),
    { numRuns: 500 },
  );
});

test('when everything is given back and taken away, all of the concurrency is there again', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const ledger = new ConcurrencyLedger(new ManualClock(), { ...DEFAULT_QUOTAS, accountLimit: LIMIT });
      const held: Held[] = [];
      for (const step of all) {
        if (step.kind === 'acquire') tryAcquire(ledger, held, step.name, step.version, step.free);
        else if (step.kind === 'reserve') ledger.reserve(keyOf(step.name), step.count ?? undefined);
        else if (step.kind === 'provision') ledger.provision(keyOf(step.name), step.version, step.count);
        else if (step.kind === 'forget') ledger.forget(keyOf(step.name));
      }
      for (const { slot } of held) slot.release();
      for (const it of NAMES) ledger.forget(keyOf(it));
      const again: Held[] = [];
      for (let count = 0; count < LIMIT; count++) assert.ok(tryAcquire(ledger, again, 'a', '1', false));
      assert.ok(!tryAcquire(ledger, again, 'b', '1', false));
    }),
    { numRuns: 300 },
  );
});
