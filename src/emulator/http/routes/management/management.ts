import type {
  GetFunctionRecursionConfigRequest,
  GetFunctionRecursionConfigResponse,
  GetRuntimeManagementConfigRequest,
  GetRuntimeManagementConfigResponse,
  PutFunctionRecursionConfigRequest,
  PutFunctionRecursionConfigResponse,
  PutRuntimeManagementConfigRequest,
  PutRuntimeManagementConfigResponse,
} from '@aws-sdk/client-lambda';
import { functionArn } from '../../../functions/function-name.js';
import { invalidParameter } from '../../../service-error.js';
import { functionOf, wholeFunctionOf } from '../../function-reference.js';
import { lambdaOperation } from '../../operation.js';

export const putFunctionRecursionConfig = lambdaOperation(
  'PutFunctionRecursionConfig',
  (input: PutFunctionRecursionConfigRequest, context): PutFunctionRecursionConfigResponse => {
    const found = context.service.registry.require(wholeFunctionOf(input, context));
    found.recursiveLoop = input.RecursiveLoop ?? found.recursiveLoop;
    return { RecursiveLoop: input.RecursiveLoop };
  },
);

export const getFunctionRecursionConfig = lambdaOperation(
  'GetFunctionRecursionConfig',
  (input: GetFunctionRecursionConfigRequest, context): GetFunctionRecursionConfigResponse => {
    const { recursiveLoop } = context.service.registry.require(wholeFunctionOf(input, context));
    return { RecursiveLoop: recursiveLoop as 'Allow' | 'Terminate' };
  },
);

/** The interpreter is this machine's whatever is wished: the wish is stored and returned. */
export const putRuntimeManagementConfig = lambdaOperation(
  'PutRuntimeManagementConfig',
  (input: PutRuntimeManagementConfigRequest, context): PutRuntimeManagementConfigResponse => {
    const { registry } = context.service;
    const reference = functionOf(input, context);
    registry.find(reference);
    const { RuntimeVersionArn, UpdateRuntimeOn } = input;
    if (UpdateRuntimeOn === 'Manual' && RuntimeVersionArn === undefined) {
      throw invalidParameter('RuntimeVersionArn is required when UpdateRuntimeOn is set to Manual.');
    }
    if (UpdateRuntimeOn !== 'Manual' && RuntimeVersionArn !== undefined) {
      throw invalidParameter('RuntimeVersionArn must be empty unless UpdateRuntimeOn is set to Manual.');
    }
    const wish = {
      updateOn: UpdateRuntimeOn ?? 'Auto',
      ...(RuntimeVersionArn === undefined ? {} : { RuntimeVersionArn }),
    };
    registry.require(reference).runtimeManagement.set(reference.qualifier ?? '$LATEST', wish);
    return {
      UpdateRuntimeOn,
      FunctionArn: functionArn({ ...reference, qualifier: reference.qualifier ?? '$LATEST' }),
      RuntimeVersionArn,
    };
  },
);

export const getRuntimeManagementConfig = lambdaOperation(
  'GetRuntimeManagementConfig',
  (input: GetRuntimeManagementConfigRequest, context): GetRuntimeManagementConfigResponse => {
    const { registry } = context.service;
    const reference = functionOf(input, context);
    registry.find(reference);
    const qualifier = reference.qualifier ?? '$LATEST';
    const wish = registry.require(reference).runtimeManagement.get(qualifier);
    return {
      UpdateRuntimeOn: (wish?.updateOn ?? 'Auto') as 'Auto' | 'Manual' | 'FunctionUpdate',
      FunctionArn: functionArn({ ...reference, qualifier }),
      RuntimeVersionArn: wish?.RuntimeVersionArn,
    };
  },
);
