import type {
  Concurrency,
  DeleteFunctionConcurrencyRequest,
  GetFunctionConcurrencyRequest,
  GetFunctionConcurrencyResponse,
  PutFunctionConcurrencyRequest,
} from '@aws-sdk/client-lambda';
import { releaseReservation, reserveConcurrency } from '../../../concurrency/reservations.js';
import type { LambdaFunction } from '../../../functions/lambda-function.js';
import { invalidParameter } from '../../../service-error.js';
import { functionOf } from '../../function-reference.js';
import { type Context, lambdaOperation } from '../../operation.js';

export const putFunctionConcurrency = lambdaOperation(
  'PutFunctionConcurrency',
  (input: PutFunctionConcurrencyRequest, context): Concurrency => {
    const found = requireWhole(input, context);
    const count = input.ReservedConcurrentExecutions ?? 0;
    reserveConcurrency(context.service.ledger, found, count);
    return { ReservedConcurrentExecutions: count };
  },
);

export const getFunctionConcurrency = lambdaOperation(
  'GetFunctionConcurrency',
  (input: GetFunctionConcurrencyRequest, context): GetFunctionConcurrencyResponse => {
    const { reservedConcurrency } = requireWhole(input, context);
    return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
  },
);

export const deleteFunctionConcurrency = lambdaOperation(
  'DeleteFunctionConcurrency',
  (input: DeleteFunctionConcurrencyRequest, context): object => {
    releaseReservation(context.service.ledger, requireWhole(input, context));
    return {};
  },
);

/** @throws ServiceError for a qualifier, as concurrency is reserved for a function and not for a version of it. */
function requireWhole(input: { readonly FunctionName: string | undefined }, context: Context): LambdaFunction {
  const reference = functionOf(input, context);
  const found = context.service.registry.require(reference);
  if (reference.qualifier === undefined) return found;
  throw invalidParameter(
    'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
  );
}
