import type { DestinationConfig } from '@aws-sdk/client-lambda';
import { parseFunctionName } from '../functions/function-name.js';
import type { LambdaFunction } from '../functions/lambda-function.js';
import type { Registry } from '../functions/registry.js';
import { invalidParameter, ServiceError } from '../service-error.js';
import { parseArn } from './arn.js';

/** "S3 buckets are supported only for on-failure destinations" (API reference, read 2026-11). */
const ON_SUCCESS: ReadonlySet<string> = new Set(['sqs', 'sns', 'lambda', 'events']);
const ON_FAILURE: ReadonlySet<string> = new Set([...ON_SUCCESS, 's3']);

/** @throws ServiceError for a destination that no record of the function could go to. */
export function checkDestinations(registry: Registry, found: LambdaFunction, config: DestinationConfig): void {
  const success = config.OnSuccess?.Destination;
  const failure = config.OnFailure?.Destination;
  for (const [arn, services] of [[success, ON_SUCCESS] as const, [failure, ON_FAILURE] as const]) {
    if (arn === undefined || arn === '') continue;
    const service = parseArn(arn)?.service ?? '';
    if (!services.has(service)) throw invalidParameter(`The provided destination config ${inJava(config)} is invalid.`);
    if (service === 'lambda') checkFunction(registry, found, arn);
  }
}

function checkFunction(registry: Registry, { region, name }: LambdaFunction, arn: string): void {
  const target = functionAt(arn);
  if (target?.region === region && target.name === name) {
    throw invalidParameter("You can't specify the function as a destination for itself.");
  }
  if (target === undefined || registry.get(target) === undefined) {
    throw invalidParameter(`The destination ARN ${arn} is invalid.`);
  }
}

/** @returns undefined for another account's function, and for what is no function's ARN. */
export function functionAt(arn: string) {
  try {
    return parseFunctionName(arn, parseArn(arn)?.region ?? '');
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}

/** AWS's message has the configuration as the service's own program prints it. */
function inJava({ OnSuccess, OnFailure }: DestinationConfig): string {
  const side = (name: string, given: { readonly Destination?: string | undefined } | undefined): string =>
    given === undefined ? 'null' : `${name}(destination=${given.Destination ?? 'null'})`;
  return `DestinationConfig(onSuccess=${side('OnSuccess', OnSuccess)}, onFailure=${side('OnFailure', OnFailure)})`;
}
