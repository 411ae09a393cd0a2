import { GetAliasCommand, UpdateAliasCommand } from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';
import { TargetError } from '../error.js';
import { calling } from '../explain.js';
import type { AliasRouting, Journal } from '../journal/index.js';
import { aliasRouting, asSent, isSameRouting } from '../put-back/index.js';

/** So often may somebody change something else of the alias, such as its description, between the look and the change. */
const MOST_ATTEMPTS = 5;

export interface OfFunction {
  readonly connection: Connection;
  readonly functionName: string;
  /** Each change is written down in it before it is made. */
  readonly journal: Journal;
}

/**
 * Has an alias lead elsewhere. Whoever is on call and has sent all traffic back to the old version in the middle of a canary
 * is not overruled: the alias is moved only while it leads to where this run knows it to lead, with its revision as a guard.
 * @throws TargetError where it does not lead to `from` any more; it is not touched then
 */
export function moveAlias(
  { connection, functionName: FunctionName, journal }: OfFunction,
  name: string,
  from: AliasRouting,
  to: AliasRouting,
): Promise<void> {
  return calling(`moving the alias ${name}`, async () => {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const now = await connection.control.send(new GetAliasCommand({ FunctionName, Name: name }));
      const routing = aliasRouting(now);
      // The answer to the last attempt was lost, and the next one was refused for its revision.
      if (attempt > 1 && isSameRouting(routing, to)) return;
      if (!isSameRouting(routing, from)) throw movedBySomebody(name);
      journal.before({ kind: 'alias-target', name, before: from, after: to });
      try {
        await connection.control.send(
          new UpdateAliasCommand({
            ...{ FunctionName, Name: name, ...asSent(to) },
            ...(now.RevisionId === undefined ? {} : { RevisionId: now.RevisionId }),
          }),
        );
        return;
      } catch (error) {
        if ((error as Error).name !== 'PreconditionFailedException') throw error;
      }
    }
    throw new TargetError(`the alias ${name} changes all the time`, 'wait until whoever changes it is done');
  });
}

const movedBySomebody = (name: string): TargetError =>
  new TargetError(
    `somebody else has moved the alias ${name} during the run: it does not lead to where it led, nor to where Kelvin has set it`,
    'it stays as they left it; apply again when they are done',
  );
