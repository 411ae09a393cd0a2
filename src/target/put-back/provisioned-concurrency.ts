import {
  DeleteProvisionedConcurrencyConfigCommand,
  GetProvisionedConcurrencyConfigCommand,
  PutProvisionedConcurrencyConfigCommand,
} from '@aws-sdk/client-lambda';
import type { Change } from '../journal/index.js';
import { orGone, type Undoing, type Undone } from './undoing.js';

/** Sets provisioned concurrency back to what it was, or removes it, while it is what this run has asked for. */
export async function undoProvisionedConcurrency(
  undoing: Undoing,
  { qualifier: Qualifier, before, after }: Extract<Change, { kind: 'provisioned-concurrency' }>,
): Promise<Undone> {
  const { connection, functionName: FunctionName } = undoing;
  if (before === null && (await isGone(undoing, Qualifier))) return undefined;
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

/** Of a run that ended in order all versions but the last are gone by now, each with what it had. */
const isGone = async (undoing: Undoing, qualifier: string): Promise<boolean> =>
  /^\d+$/.test(qualifier) && !(await undoing.versions()).some((it) => it.Version === qualifier);
