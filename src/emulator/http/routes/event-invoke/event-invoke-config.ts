import type {
  DeleteFunctionEventInvokeConfigRequest,
  DestinationConfig,
  FunctionEventInvokeConfig,
  GetFunctionEventInvokeConfigRequest,
  ListFunctionEventInvokeConfigsRequest,
  ListFunctionEventInvokeConfigsResponse,
  PutFunctionEventInvokeConfigRequest,
  UpdateFunctionEventInvokeConfigRequest,
} from '@aws-sdk/client-lambda';
import { checkDestinations } from '../../../asynchronous/destination-rules.js';
import type { EventInvokeConfig } from '../../../functions/event-invoke-config.js';
import { functionArn } from '../../../functions/function-name.js';
import type { LambdaFunction } from '../../../functions/lambda-function.js';
import { invalidParameter, notFound } from '../../../service-error.js';
import { functionOf, wholeFunctionOf } from '../../function-reference.js';
import { type Context, lambdaOperation } from '../../operation.js';
import { page } from '../../pages.js';

export const putFunctionEventInvokeConfig = lambdaOperation(
  'PutFunctionEventInvokeConfig',
  (input: PutFunctionEventInvokeConfigRequest, context): FunctionEventInvokeConfig => {
    const { found, qualifier } = checked(input, context);
    return save(found, qualifier, settingsOf(input), context);
  },
);

export const updateFunctionEventInvokeConfig = lambdaOperation(
  'UpdateFunctionEventInvokeConfig',
  (input: UpdateFunctionEventInvokeConfigRequest, context): FunctionEventInvokeConfig => {
    const { found, qualifier } = checked(input, context);
    const before = found.eventInvokeConfigs.get(qualifier) ?? noneOf(found, qualifier);
    return save(found, qualifier, { ...before, ...settingsOf(input) }, context);
  },
);

export const getFunctionEventInvokeConfig = lambdaOperation(
  'GetFunctionEventInvokeConfig',
  (input: GetFunctionEventInvokeConfigRequest, context): FunctionEventInvokeConfig => {
    const { found, qualifier, config } = requireConfig(input, context);
    return describe(found, qualifier, config);
  },
);

export const deleteFunctionEventInvokeConfig = lambdaOperation(
  'DeleteFunctionEventInvokeConfig',
  (input: DeleteFunctionEventInvokeConfigRequest, context): object => {
    const { found, qualifier } = requireConfig(input, context);
    found.eventInvokeConfigs.delete(qualifier);
    return {};
  },
);

export const listFunctionEventInvokeConfigs = lambdaOperation(
  'ListFunctionEventInvokeConfigs',
  (input: ListFunctionEventInvokeConfigsRequest, context): ListFunctionEventInvokeConfigsResponse => {
    const found = context.service.registry.get(wholeFunctionOf(input, context)) ?? noFunction();
    const { items, next } = page([...found.eventInvokeConfigs], input.Marker, input.MaxItems);
    return {
      FunctionEventInvokeConfigs: items.map(([qualifier, config]) => describe(found, qualifier, config)),
      NextMarker: next,
    };
  },
);

/** In AWS's order: that something is asked for at all, that the version or alias is there, where its records go. */
function checked(input: PutFunctionEventInvokeConfigRequest, context: Context) {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = input;
  if ((MaximumRetryAttempts ?? MaximumEventAgeInSeconds ?? DestinationConfig) === undefined) {
    throw invalidParameter('You must specify at least one of error handling or destination setting.');
  }
  const { registry } = context.service;
  const { qualifier = '$LATEST', ...reference } = functionOf(input, context);
  const found = registry.get(reference) ?? noFunction();
  const exists = qualifier === '$LATEST' || found.versions.has(qualifier) || found.aliases.has(qualifier);
  if (!exists) noFunction();
  checkDestinations(registry, found, DestinationConfig ?? {});
  return { found, qualifier };
}

/** What is not given is left away; an empty destination is given, and takes the one away that was there. */
function settingsOf(input: PutFunctionEventInvokeConfigRequest): Partial<EventInvokeConfig> {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig: destinations } = input;
  return {
    ...(MaximumRetryAttempts === undefined ? {} : { maximumRetryAttempts: MaximumRetryAttempts }),
    ...(MaximumEventAgeInSeconds === undefined ? {} : { maximumEventAgeInSeconds: MaximumEventAgeInSeconds }),
    ...(destinations?.OnSuccess === undefined ? {} : { onSuccess: destinations.OnSuccess.Destination ?? '' }),
    ...(destinations?.OnFailure === undefined ? {} : { onFailure: destinations.OnFailure.Destination ?? '' }),
  };
}

function save(
  found: LambdaFunction,
  qualifier: string,
  settings: Partial<EventInvokeConfig>,
  { service }: Context,
): FunctionEventInvokeConfig {
  const config: EventInvokeConfig = { ...settings, lastModified: service.clock.epoch() };
  found.eventInvokeConfigs.set(qualifier, config);
  return describe(found, qualifier, config);
}

/** Here AWS does not tell a function that is not there from one without a configuration. */
function requireConfig(input: GetFunctionEventInvokeConfigRequest, context: Context) {
  const { qualifier = '$LATEST', ...reference } = functionOf(input, context);
  const found = context.service.registry.get(reference);
  const config = found?.eventInvokeConfigs.get(qualifier);
  if (found === undefined || config === undefined) return noneOf(reference, qualifier);
  return { found, qualifier, config };
}

function noFunction(): never {
  throw notFound("The function doesn't exist.");
}

function noneOf({ region, name }: { readonly region: string; readonly name: string }, qualifier: string): never {
  throw notFound(`The function ${functionArn({ region, name, qualifier })} doesn't have an EventInvokeConfig`);
}

function describe(
  { region, name }: LambdaFunction,
  qualifier: string,
  config: EventInvokeConfig,
): FunctionEventInvokeConfig {
  return {
    LastModified: new Date(config.lastModified),
    FunctionArn: functionArn({ region, name, qualifier }),
    MaximumRetryAttempts: config.maximumRetryAttempts,
    MaximumEventAgeInSeconds: config.maximumEventAgeInSeconds,
    DestinationConfig: { OnSuccess: destination(config.onSuccess), OnFailure: destination(config.onFailure) },
  };
}

const destination = (arn: string | undefined): NonNullable<DestinationConfig['OnFailure']> =>
  arn ? { Destination: arn } : {};
