import { basename } from 'node:path';
import type {
  FunctionCodeLocation,
  FunctionConfiguration,
  GetFunctionConfigurationRequest,
  GetFunctionRequest,
  GetFunctionResponse,
} from '@aws-sdk/client-lambda';
import type { CodePackage } from '../../../functions/configuration.js';
import { describe } from '../../../functions/describe.js';
import { functionOf } from '../../function-reference.js';
import { lambdaOperation } from '../../operation.js';

export const getFunctionConfiguration = lambdaOperation(
  'GetFunctionConfiguration',
  (input: GetFunctionConfigurationRequest, context): FunctionConfiguration => {
    const reference = functionOf(input, context);
    return describe(context.service.registry.find(reference), reference.qualifier);
  },
);

export const getFunction = lambdaOperation('GetFunction', (input: GetFunctionRequest, context): GetFunctionResponse => {
  const { registry, endpoint } = context.service;
  const reference = functionOf(input, context);
  const entry = registry.find(reference);
  const { tags, reservedConcurrency } = registry.require(reference);
  return {
    Configuration: describe(entry, reference.qualifier),
    Code: locationOf(entry.content.code, endpoint),
    ...(Object.keys(tags).length === 0 ? {} : { Tags: tags }),
    ...(reservedConcurrency === undefined
      ? {}
      : { Concurrency: { ReservedConcurrentExecutions: reservedConcurrency } }),
  };
});

function locationOf({ imageUri, sha256, archive }: CodePackage, endpoint: string): FunctionCodeLocation {
  if (imageUri === undefined)
    return { RepositoryType: 'S3', Location: `${endpoint}/_kelvin/code/${basename(archive)}` };
  const repository = imageUri.replace(/(:[^:/@]+|@sha256:[0-9a-f]+)$/, '');
  return { RepositoryType: 'ECR', ImageUri: imageUri, ResolvedImageUri: `${repository}@sha256:${sha256}` };
}
