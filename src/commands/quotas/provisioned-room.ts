import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { type ConcurrencyLimit, type Connection, concurrencyLimit, isOnManagedInstances } from '../../target/index.js';
import { CommandError } from '../command-error.js';
import { checkAtOnce, type MaxConcurrency } from './max-concurrency.js';

/** "Lambda reserves 100 units of concurrency for functions that don't have reserved concurrency" (facts/lambda.md 3.3). */
const LEFT_UNRESERVED = 100;

/** What is to have provisioned concurrency, each function so much. */
export interface ToProvision {
  readonly concurrency: number;
  /** All that have a version at the same time. */
  readonly functions: readonly { readonly name: string; readonly configuration: FunctionConfiguration }[];
}

/**
 * Before anything is published: AWS would refuse it after the first version was. @throws CommandError where a function
 * cannot have it, or it would take more than is there, or than the run may
 */
export async function checkProvisioned(
  connection: Connection,
  { concurrency, functions }: ToProvision,
  most: MaxConcurrency | undefined,
): Promise<void> {
  for (const { name, configuration } of functions) refuseUnfit(name, configuration);
  checkAtOnce(concurrency * functions.length, `--provisioned ${concurrency}`, most);
  for (const { name } of functions) {
    const problem = problemWith(await concurrencyLimit(connection, name), concurrency, functions.length, name);
    if (problem !== undefined) throw new CommandError(problem, 'ask for less with --provisioned');
  }
}

/** "SnapStart does not support provisioned concurrency" (developer guide, "Improving startup performance", 2024). */
function refuseUnfit(name: string, configuration: FunctionConfiguration): void {
  if (configuration.SnapStart?.ApplyOn === 'PublishedVersions') {
    throw new CommandError(
      `the versions of ${name} start from a snapshot (SnapStart), and AWS gives such versions no provisioned concurrency`,
      'leave --provisioned out: their restores are measured',
    );
  }
  if (!isOnManagedInstances(configuration)) return;
  throw new CommandError(
    `${name} runs on Managed Instances, whose environments are there before an invocation anyway`,
    'leave --provisioned out',
  );
}

/** In words; undefined where it fits, as far as is known. One function may have all that is reserved for it. */
function problemWith(
  { kind, ...it }: ConcurrencyLimit,
  concurrency: number,
  functions: number,
  name: string,
): string | undefined {
  if (kind === 'unknown' || !('limit' in it)) return undefined;
  const limit = it.limit.toLocaleString('en-US');
  if (kind === 'reserved') {
    return concurrency <= it.limit
      ? undefined
      : `--provisioned ${concurrency} is more than the ${limit} that are reserved for ${name}`;
  }
  const needed = concurrency * functions;
  return needed <= it.limit - LEFT_UNRESERVED
    ? undefined
    : `--provisioned ${concurrency} needs ${needed} of the ${limit} that are unreserved in this account, of which AWS keeps ${LEFT_UNRESERVED} free`;
}
