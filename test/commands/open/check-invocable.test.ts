import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GetFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import { checkAllInvocable } from '../../../src/commands/open/check-invocable.js';
import type { Connection } from '../../../src/target/index.js';

/** An account in which one function is switched off. */
const accountWithout = (off: string): Connection =>
  ({
    control: {
      send: async ({ input }: GetFunctionConcurrencyCommand) =>
        input.FunctionName === off ? { ReservedConcurrentExecutions: 0 } : {},
    },
  }) as unknown as Connection;

const spec = { kind: 'existing', name: 'orders', twin: { name: 'orders-arm' } } as const;

test('neither a function nor its twin may be switched off by a reserved concurrency of 0', async () => {
  for (const off of ['orders', 'orders-arm']) {
    await assert.rejects(checkAllInvocable(spec, accountWithout(off), {}), {
      message: `the reserved concurrency of ${off} is 0: it is switched off, and nothing can invoke it`,
    });
  }
  await checkAllInvocable(spec, accountWithout('others'), {});
});

test('a copy has no reserved concurrency, whatever the function has', async () => {
  await checkAllInvocable(spec, accountWithout('orders'), { copy: true });
});
