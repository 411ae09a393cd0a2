import { GetAliasCommand, GetProvisionedConcurrencyConfigCommand } from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';
import { TargetError } from '../error.js';
import { calling } from '../explain.js';
import type { AliasRouting } from '../journal/index.js';
import { aliasRouting } from '../put-back/index.js';

/** An alias as it is found. */
export interface FoundAlias {
  readonly routing: AliasRouting;
  /** Requested for the alias; null where there is none, or where nobody may ask. */
  readonly provisioned: number | null;
}

/** @throws TargetError where it is not there, or where somebody's own canary is under way */
export async function readAlias(connection: Connection, FunctionName: string, Name: string): Promise<FoundAlias> {
  const found = await calling(`reading the alias ${Name}`, () =>
    connection.control.send(new GetAliasCommand({ FunctionName, Name })),
  );
  const routing = aliasRouting(found);
  checkRouting(Name, routing);
  return { routing, provisioned: await provisionedFor(connection, FunctionName, Name) };
}

function checkRouting(name: string, { version, weights }: AliasRouting): void {
  const others = Object.keys(weights);
  if (others.length > 0) {
    throw new TargetError(
      `the alias ${name} sends a part of its traffic to version ${others.join(' and ')}: a canary of somebody's is under way`,
      'wait until it is over, then apply',
    );
  }
  if (version !== '$LATEST') return;
  throw new TargetError(
    `the alias ${name} leads to $LATEST, so there is no version to go back to`,
    'leave --alias out: setting the memory size of $LATEST changes what the alias leads to',
  );
}

async function provisionedFor(
  { control }: Connection,
  FunctionName: string,
  Qualifier: string,
): Promise<number | null> {
  try {
    const found = await control.send(new GetProvisionedConcurrencyConfigCommand({ FunctionName, Qualifier }));
    return found.RequestedProvisionedConcurrentExecutions ?? null;
  } catch (error) {
    const { name } = error as Error;
    // Whoever may not ask is told by AWS when the alias is to move.
    if (/ProvisionedConcurrencyConfigNotFound|ResourceNotFound|AccessDenied/.test(name)) return null;
    throw error;
  }
}
