import type { LambdaFunction } from '../functions/lambda-function.js';
import { ServiceError } from '../service-error.js';
import type { ConcurrencyLedger } from './ledger.js';

/** Sets the function's reserved concurrency. @throws ServiceError InvalidParameterValueException in AWS's words. */
export function reserveConcurrency(ledger: ConcurrencyLedger, found: LambdaFunction, count: number): void {
  const provisioned = ledger.provisionedOf(found);
  refuseBelowMinimum(ledger, found, 'ReservedConcurrentExecutions', (found.reservedConcurrency ?? provisioned) - count);
  if (count < provisioned) {
    throw untyped(
      ` ReservedConcurrentExecutions  ${count} should not be lower than function's total provisioned concurrency [${provisioned}].`,
    );
  }
  found.reservedConcurrency = count;
  ledger.reserve(found, count);
}

export function releaseReservation(ledger: ConcurrencyLedger, found: LambdaFunction): void {
  delete found.reservedConcurrency;
  ledger.reserve(found, undefined);
}

/** @param change of what functions without a reservation share. */
export function refuseBelowMinimum(
  ledger: ConcurrencyLedger,
  { region }: LambdaFunction,
  what: 'ReservedConcurrentExecutions' | 'ConcurrentExecutions',
  change: number,
): void {
  const { accountLimit, unreservedMinimum } = ledger.quotas;
  // Small accounts have a small minimum: of those with a concurrency of 10, AWS's message says [10].
  const minimum = Math.min(unreservedMinimum, accountLimit);
  if (ledger.unreservedIn(region) + change >= minimum) return;
  throw untyped(
    `Specified ${what} for function decreases account's UnreservedConcurrentExecution below its minimum value of [${minimum}].`,
  );
}

/** Of refusals that have to do with the account's concurrency AWS leaves the Type away (recorded 2023). */
export const untyped = (message: string): ServiceError =>
  new ServiceError('InvalidParameterValueException', 400, message, { Type: undefined });
