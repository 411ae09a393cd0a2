import { randomBytes } from 'node:crypto';
import type {
  CreateFunctionUrlConfigRequest,
  CreateFunctionUrlConfigResponse,
  DeleteFunctionUrlConfigRequest,
  FunctionUrlConfig,
  GetFunctionUrlConfigRequest,
  ListFunctionUrlConfigsRequest,
  ListFunctionUrlConfigsResponse,
  UpdateFunctionUrlConfigRequest,
} from '@aws-sdk/client-lambda';
import { type FunctionReference, functionArn } from '../../../functions/function-name.js';
import { notFound } from '../../../service-error.js';
import { addressOf, type FunctionUrl } from '../../../urls/function-url.js';
import { functionOf } from '../../function-reference.js';
import { type Context, lambdaOperation } from '../../operation.js';
import { page } from '../../pages.js';

export const createFunctionUrlConfig = lambdaOperation(
  'CreateFunctionUrlConfig',
  async (input: CreateFunctionUrlConfigRequest, context): Promise<CreateFunctionUrlConfigResponse> => {
    const { AuthType = 'AWS_IAM', Cors, InvokeMode } = input;
    const { clock, urls } = context.service;
    const now = clock.epoch();
    const url = await urls.open({
      id: newId(),
      target: targetOf(input, context),
      authType: AuthType,
      ...(Cors === undefined ? {} : { cors: Cors }),
      invokeMode: InvokeMode ?? 'BUFFERED',
      createdAt: now,
      lastModified: now,
    });
    // Of all answers this one alone shows only the mode that was asked for, and no time of change.
    const { LastModifiedTime: _, InvokeMode: mode, ...shown } = describeUrl(url);
    return { ...shown, ...(InvokeMode === undefined ? {} : { InvokeMode: mode }) };
  },
);

export const getFunctionUrlConfig = lambdaOperation(
  'GetFunctionUrlConfig',
  (input: GetFunctionUrlConfigRequest, context): FunctionUrlConfig =>
    describeUrl(context.service.urls.find(functionOf(input, context))),
);

export const updateFunctionUrlConfig = lambdaOperation(
  'UpdateFunctionUrlConfig',
  (input: UpdateFunctionUrlConfigRequest, context): FunctionUrlConfig => {
    const { AuthType, Cors, InvokeMode } = input;
    const { clock, urls } = context.service;
    const changed = urls.replace(functionOf(input, context), {
      ...(AuthType === undefined ? {} : { authType: AuthType }),
      ...(Cors === undefined ? {} : { cors: Cors }),
      ...(InvokeMode === undefined ? {} : { invokeMode: InvokeMode }),
      lastModified: clock.epoch(),
    });
    return describeUrl(changed);
  },
);

export const deleteFunctionUrlConfig = lambdaOperation(
  'DeleteFunctionUrlConfig',
  (input: DeleteFunctionUrlConfigRequest, context): object => {
    context.service.urls.remove(functionOf(input, context));
    return {};
  },
);

export const listFunctionUrlConfigs = lambdaOperation(
  'ListFunctionUrlConfigs',
  (input: ListFunctionUrlConfigsRequest, context): ListFunctionUrlConfigsResponse => {
    const reference = functionOf(input, context);
    if (context.service.registry.get(reference) === undefined) throw noFunction();
    const { items, next } = page(context.service.urls.of(reference), input.Marker, input.MaxItems);
    return { FunctionUrlConfigs: items.map(describeUrl), NextMarker: next };
  },
);

/** A URL is for the function, by which its `$LATEST` is meant, or for an alias that exists. */
function targetOf(input: CreateFunctionUrlConfigRequest, context: Context): FunctionReference {
  const target = functionOf(input, context);
  const found = context.service.registry.get(target);
  if (found === undefined) throw noFunction();
  if (target.qualifier !== undefined && !found.aliases.has(target.qualifier)) throw noFunction();
  return target;
}

const noFunction = (): Error => notFound('Function does not exist');

function describeUrl(url: FunctionUrl): FunctionUrlConfig {
  return {
    FunctionUrl: addressOf(url),
    FunctionArn: functionArn(url.target),
    AuthType: url.authType,
    ...(url.cors === undefined ? {} : { Cors: url.cors }),
    CreationTime: timeOf(url.createdAt),
    LastModifiedTime: timeOf(url.lastModified),
    InvokeMode: url.invokeMode,
  };
}

/** `2022-06-27T20:38:23.137448Z`: AWS counts microseconds. */
const timeOf = (time: number): string => new Date(time).toISOString().replace('Z', '000Z');

/** 32 of the letters and digits that AWS's have too; by chance, so that two emulators have no URL in common. */
function newId(): string {
  return [...randomBytes(32)].map((byte) => (byte % 36).toString(36)).join('');
}
