import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ConcurrencyLedger } from '../../../src/emulator/concurrency/ledger.js';
import { ProvisionedConcurrency } from '../../../src/emulator/concurrency/provisioned-concurrency.js';
import type { Allocation } from '../../../src/emulator/concurrency/provisioned-environments.js';
import { releaseReservation, reserveConcurrency } from '../../../src/emulator/concurrency/reservations.js';
import type { FunctionVersion } from '../../../src/emulator/functions/configuration.js';
import type { Alias } from '../../../src/emulator/functions/lambda-function.js';
import { Registry } from '../../../src/emulator/functions/registry.js';
import { defaultSettings } from '../../../src/emulator/functions/settings.js';
import { milliseconds } from '../../../src/units/index.js';
import { ManualClock } from '../manual-clock.js';

interface Order {
  readonly version: string;
  readonly count: number;
  readonly end: (allocation: Allocation) => void;
}

const code = { folder: '/f', archive: '/f.zip', size: 1, sha256: 'x' };

/** A function with the versions 1 and 2, and environments that are ready when the test says so. */
async function bench() {
  const clock = new ManualClock();
  const ledger = new ConcurrencyLedger(clock);
  const registry = new Registry({ clock, transition: milliseconds(0), onReplaced: () => {} });
  const orders: Order[] = [];
  const environments = {
    ensureProvisioned: ({ version }: FunctionVersion, count: number) =>
      new Promise<Allocation>((end) => orders.push({ version, count, end })),
  };
  const provisioned = new ProvisionedConcurrency({ clock, ledger, environments });
  const found = registry.create({ region: 'us-east-1', name: 'f' }, defaultSettings('f'), code, {});
  await clock.advance(1);
  registry.publish(found);
  registry.update(found, { settings: { ...found.latest.content.settings, description: 'two' } });
  await clock.advance(1);
  registry.publish(found);
  const alias = (name: string, version: string, weights: Alias['weights'] = {}) =>
    found.aliases.set(name, { name, version, weights, description: '', revisionId: 'r' });
  const end = async (order: Order | undefined, kind: Allocation['kind']) => {
    assert.ok(order);
    order.end({ kind });
    await clock.advance(0);
  };
  const state = (qualifier: string) => {
    const { status, statusReason, allocated, available } = found.provisionedConfigs.get(qualifier) ?? {};
    return [status, allocated, available, ...(statusReason === undefined ? [] : [statusReason])];
  };
  const seen = () => orders.map(({ version, count }) => `${version}: ${count}`);
  return { clock, ledger, registry, found, provisioned, orders, alias, end, state, seen };
}

describe('provisioned concurrency', () => {
  test('is in progress until all environments have initialised, and then ready as a whole', async () => {
    const { provisioned, found, orders, end, state } = await bench();
    const config = provisioned.put(found, '1', 5);
    assert.deepEqual([config.requested, config.allocated, config.available], [5, 0, 0]);
    assert.deepEqual(state('1'), ['IN_PROGRESS', 0, 0]);
    await end(orders[0], 'ready');
    assert.deepEqual(state('1'), ['READY', 5, 5]);
  });

  test('counts against the account from the beginning', async () => {
    const { provisioned, found, ledger } = await bench();
    provisioned.put(found, '1', 5);
    assert.equal(ledger.unreservedIn('us-east-1'), 995);
    provisioned.delete(found, '1');
    assert.equal(ledger.unreservedIn('us-east-1'), 1000);
  });

  test('has failed with AWS’s reason when INIT has, and takes nothing any more', async () => {
    const { provisioned, found, orders, end, state, ledger, seen } = await bench();
    provisioned.put(found, '1', 2);
    await end(orders[0], 'failed');
    assert.deepEqual(state('1'), ['FAILED', 0, 0, 'FUNCTION_ERROR_INIT_FAILURE']);
    assert.deepEqual(seen(), ['1: 2', '1: 0']);
    assert.equal(ledger.unreservedIn('us-east-1'), 1000);
  });

  test('may be changed while it is in progress: the last word holds', async () => {
    const { provisioned, found, orders, end, state } = await bench();
    provisioned.put(found, '1', 5);
    provisioned.put(found, '1', 3);
    await end(orders[0], 'ready');
    assert.deepEqual(state('1'), ['IN_PROGRESS', 0, 0]);
    await end(orders[1], 'ready');
    assert.deepEqual(state('1'), ['READY', 3, 3]);
    provisioned.put(found, '1', 4);
    assert.deepEqual(state('1'), ['IN_PROGRESS', 3, 3]);
  });

  test('that is deleted in the middle stays deleted', async () => {
    const { provisioned, found, orders, end, state } = await bench();
    provisioned.put(found, '1', 5);
    provisioned.delete(found, '1');
    await end(orders[0], 'ready');
    assert.deepEqual(state('1'), [undefined, undefined, undefined]);
  });

  test('moves with its alias, and is made anew for the new version', async () => {
    const { provisioned, found, orders, alias, end, state, seen, ledger } = await bench();
    alias('live', '1');
    provisioned.put(found, 'live', 2);
    await end(orders[0], 'ready');
    alias('live', '2');
    provisioned.moved(found, 'live', '2');
    assert.deepEqual(seen(), ['1: 2', '1: 0', '2: 2']);
    assert.deepEqual(state('live'), ['IN_PROGRESS', 0, 0]);
    assert.equal(ledger.provisionedOf(found), 2);
    await end(orders[2], 'ready');
    assert.deepEqual(state('live'), ['READY', 2, 2]);
    provisioned.moved(found, 'live', '2');
    assert.equal(orders.length, 3);
  });

  test('does not go to a version that is not published, by no way', async () => {
    const { provisioned, found, alias } = await bench();
    const unpublished = {
      type: 'InvalidParameterValueException',
      message: 'Provisioned Concurrency Configs cannot be applied to unpublished function versions.',
    };
    assert.throws(() => provisioned.put(found, '$LATEST', 1), unpublished);
    alias('dev', '$LATEST');
    assert.throws(() => provisioned.put(found, 'dev', 1), unpublished);
    alias('live', '1');
    provisioned.put(found, 'live', 1);
    assert.throws(() => provisioned.refuseMove(found, 'live', '$LATEST'), unpublished);
  });

  test('is given to a version once: by itself or by one alias', async () => {
    const { provisioned, found, alias } = await bench();
    const onAlias = {
      type: 'ResourceConflictException',
      message: "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
    };
    alias('live', '1');
    alias('other', '1');
    provisioned.put(found, '1', 1);
    assert.throws(() => provisioned.put(found, 'live', 1), onAlias);
    provisioned.delete(found, '1');
    provisioned.put(found, 'live', 1);
    assert.throws(() => provisioned.put(found, 'other', 1), onAlias);
    assert.throws(() => provisioned.put(found, '1', 1), {
      type: 'ResourceConflictException',
      message: 'Version is pointed by a Provisioned Concurrency alias',
    });
    provisioned.put(found, '2', 1);
    assert.throws(() => provisioned.refuseMove(found, 'live', '2'), onAlias);
    provisioned.put(found, 'live', 2);
  });

  test('is not for an alias that sends a share of its invocations elsewhere', async () => {
    const { provisioned, found, alias } = await bench();
    alias('live', '1', { 2: 0.5 });
    assert.throws(() => provisioned.put(found, 'live', 1), { type: 'InvalidParameterValueException' });
  });

  test('leaves 100 to functions without a reservation', async () => {
    const { provisioned, found } = await bench();
    assert.throws(() => provisioned.put(found, '1', 1001), {
      message: "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [1000].",
    });
    assert.throws(() => provisioned.put(found, '1', 901), {
      message:
        "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    });
    provisioned.put(found, '1', 900);
    provisioned.put(found, '1', 900);
  });

  test('fits into the reserved concurrency of its function, all versions together', async () => {
    const { provisioned, found, ledger } = await bench();
    reserveConcurrency(ledger, found, 3);
    provisioned.put(found, '1', 2);
    const tooMuch = {
      message:
        'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function',
    };
    assert.throws(() => provisioned.put(found, '2', 2), tooMuch);
    assert.throws(() => provisioned.put(found, '1', 4), tooMuch);
    provisioned.put(found, '1', 3);
    assert.throws(() => reserveConcurrency(ledger, found, 2), {
      message: / should not be lower than function's total provisioned concurrency \[3\]\.$/,
    });
  });
});

describe('reserved concurrency', () => {
  test('leaves 100 to functions without one', async () => {
    const { found, ledger } = await bench();
    const below = {
      type: 'InvalidParameterValueException',
      message:
        "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
    };
    assert.throws(() => reserveConcurrency(ledger, found, 901), below);
    reserveConcurrency(ledger, found, 900);
    assert.throws(() => reserveConcurrency(ledger, found, 901), below);
    reserveConcurrency(ledger, found, 900);
    assert.equal(ledger.unreservedIn('us-east-1'), 100);
    releaseReservation(ledger, found);
    assert.equal(ledger.unreservedIn('us-east-1'), 1000);
    assert.equal(found.reservedConcurrency, undefined);
  });
});
