import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { CommandError } from '../../src/commands/command-error.js';
import { provisionedOption } from '../../src/commands/provisioned-option.js';
import { checkProvisioned } from '../../src/commands/quotas/provisioned-room.js';
import type { Connection } from '../../src/target/index.js';

/** An account that has so much unreserved, or a function for which so much is reserved; `denied`: neither may be read. */
function account(has: { readonly unreserved?: number; readonly reserved?: number } | 'denied'): Connection {
  const send = async (command: object): Promise<object> => {
    if (has === 'denied') throw Object.assign(new Error('no'), { name: 'AccessDeniedException' });
    if (command.constructor.name === 'GetFunctionConcurrencyCommand')
      return { ReservedConcurrentExecutions: has.reserved };
    return { AccountLimit: { UnreservedConcurrentExecutions: has.unreserved } };
  };
  return { control: { send } } as unknown as Connection;
}

const asking = (concurrency: number, count = 1, configuration: FunctionConfiguration = {}) => ({
  concurrency,
  functions: Array.from({ length: count }, (_, index) => ({ name: `f${index}`, configuration })),
});
const refusal = (words: RegExp) => (error: Error) => error instanceof CommandError && words.test(error.message);

test('so many environments are asked for as are named, and none without the option', () => {
  assert.deepEqual(provisionedOption({ provisioned: '3' }), { provisionedConcurrency: 3 });
  assert.deepEqual(provisionedOption({}), {});
});

for (const typed of ['0', '-1', '1.5']) {
  test(`${typed} is no number of environments`, () => {
    assert.throws(() => provisionedOption({ provisioned: typed }), refusal(/is no number of environments/));
  });
}

test('what promises to make nothing makes none, and a share of cold starts is of nothing there', () => {
  assert.throws(
    () => provisionedOption({ provisioned: '1', readOnly: true }),
    refusal(/promises that nothing is made/),
  );
  assert.throws(() => provisionedOption({ provisioned: '1', coldShare: '1%' }), refusal(/--cold-share/));
});

test('AWS keeps 100 of what is unreserved, and all functions of a mix have theirs at once', async () => {
  const thousand = account({ unreserved: 1000 });
  await checkProvisioned(thousand, asking(900), undefined);
  await assert.rejects(checkProvisioned(thousand, asking(901), undefined), refusal(/AWS keeps 100 free/));
  await assert.rejects(checkProvisioned(thousand, asking(451, 2), undefined), refusal(/needs 902 of the 1,000/));
});

test('what is reserved for a function may all be provisioned, and no more', async () => {
  await checkProvisioned(account({ reserved: 5 }), asking(5), undefined);
  await assert.rejects(checkProvisioned(account({ reserved: 5 }), asking(6), undefined), refusal(/reserved for f0/));
});

test('no more is taken from the account than the run may have at once; what may not be read keeps nobody from it', async () => {
  const most = { atOnce: 2, why: 'as --max-concurrency allows' };
  await assert.rejects(checkProvisioned(account('denied'), asking(3), most), refusal(/as --max-concurrency allows/));
  await checkProvisioned(account('denied'), asking(2), most);
});

test('SnapStart and Managed Instances have none', async () => {
  const snapped = { SnapStart: { ApplyOn: 'PublishedVersions' } } as const;
  await assert.rejects(checkProvisioned(account('denied'), asking(1, 1, snapped), undefined), refusal(/SnapStart/));
  const managed = { CapacityProviderConfig: {} } as unknown as FunctionConfiguration;
  await assert.rejects(
    checkProvisioned(account('denied'), asking(1, 1, managed), undefined),
    refusal(/Managed Instances/),
  );
});
