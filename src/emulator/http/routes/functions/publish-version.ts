import type { FunctionConfiguration, PublishVersionRequest } from '@aws-sdk/client-lambda';
import { describe } from '../../../functions/describe.js';
import { wholeFunctionOf } from '../../function-reference.js';
import { lambdaOperation } from '../../operation.js';

export const publishVersion = lambdaOperation(
  'PublishVersion',
  (input: PublishVersionRequest, context): FunctionConfiguration => {
    const { registry } = context.service;
    const version = registry.publish(registry.require(wholeFunctionOf(input, context)), {
      ...(input.Description ? { description: input.Description } : {}),
      ...(input.CodeSha256 ? { codeSha256: input.CodeSha256 } : {}),
      ...(input.RevisionId ? { revisionId: input.RevisionId } : {}),
    });
    return describe(version, version.content.version);
  },
);
