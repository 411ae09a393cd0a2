import { GetAccountSettingsCommand, GetFunctionConcurrencyCommand } from '@aws-sdk/client-lambda';
import type { Connection } from '../connection.js';

/** How many execution environments a function may have at once, and whose limit that is. */
export type ConcurrencyLimit =
  | { readonly kind: 'reserved'; readonly limit: number }
  /** Shared with all functions of the account that have none of their own. */
  | { readonly kind: 'unreserved'; readonly limit: number }
  /** What may not be read, or is not there to be read. */
  | { readonly kind: 'unknown'; readonly reason: string };

/** Reads it; that it may not be read keeps nobody from a load. */
export async function concurrencyLimit({ control }: Connection, FunctionName: string): Promise<ConcurrencyLimit> {
  try {
    const { ReservedConcurrentExecutions: reserved } = await control.send(
      new GetFunctionConcurrencyCommand({ FunctionName }),
    );
    if (reserved !== undefined) return { kind: 'reserved', limit: reserved };
  } catch (error) {
    return { kind: 'unknown', reason: (error as Error).name };
  }
  return unreservedLimit({ control });
}

/** Of a function that the run makes, which has nothing reserved. */
export async function unreservedLimit({ control }: Pick<Connection, 'control'>): Promise<ConcurrencyLimit> {
  try {
    const { AccountLimit } = await control.send(new GetAccountSettingsCommand({}));
    const limit = AccountLimit?.UnreservedConcurrentExecutions;
    return limit === undefined ? { kind: 'unknown', reason: 'not told' } : { kind: 'unreserved', limit };
  } catch (error) {
    return { kind: 'unknown', reason: (error as Error).name };
  }
}
