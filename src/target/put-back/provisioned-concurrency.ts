import {
  DeleteProvisionedConcurrencyConfigCommand,
  GetProvisionedConcurrencyConfigCommand,
  PutProvisionedConcurrencyConfigCommand,
} from '@aws-sdk/client-lambda';
import type { Change } from '../journal/index.js';
import { orGone, type Undoing, type Undone } from './undoing.js';

/** Sets provisioned concurrency back to what it was, or removes it, while it is what this run has asked for. */
export async function undoProvisionedConcurrency(
  { connection, functionName: FunctionName }: Undoing,
  { qualifier: Qualifier, before, after }: Extract<Change, { kind: 'provisioned-concurrency' }>,
): Promise<Undone> {
  const of = { FunctionName, Qualifier };
  const now = await orGone(() => connection.control.send(new GetProvisionedConcurrencyConfigCommand(of)));
  const requested = now?.RequestedProvisionedConcurrentExecutions ?? null;
  if (requested === before) return undefined;
  if (after !== undefined && requested !== after) {
    return {
      theirs: `the provisioned concurrency of ${Qualifier} is ${requested ?? 'none'} by now, which this run did not set`,
    };
  }
  if (before === null) {
    await orGone(() => connection.control.send(new DeleteProvisionedConcurrencyConfigCommand(of)));
    return undefined;
  }
  await connection.control.send(
    new PutProvisionedConcurrencyConfigCommand({ ...of, ProvisionedConcurrentExecutions: before }),
  );
  return undefined;
}
