import type {
  CodeSigningConfig,
  CreateCodeSigningConfigRequest,
  CreateCodeSigningConfigResponse,
  DeleteCodeSigningConfigRequest,
  GetCodeSigningConfigRequest,
  ListCodeSigningConfigsRequest,
  ListCodeSigningConfigsResponse,
  ListFunctionsByCodeSigningConfigRequest,
  ListFunctionsByCodeSigningConfigResponse,
  UpdateCodeSigningConfigRequest,
} from '@aws-sdk/client-lambda';
import type { StoredConfig } from '../../../code-signing/code-signing-configs.js';
import { functionArn } from '../../../functions/function-name.js';
import { checkTags } from '../../../functions/tags.js';
import { conflict, ServiceError } from '../../../service-error.js';
import { type Context, lambdaOperation } from '../../operation.js';
import { page } from '../../pages.js';

interface Answer {
  readonly CodeSigningConfig: CodeSigningConfig;
}

export const createCodeSigningConfig = lambdaOperation(
  'CreateCodeSigningConfig',
  (input: CreateCodeSigningConfigRequest, { service, region }): CreateCodeSigningConfigResponse => {
    checkTags(input.Tags ?? {});
    return { CodeSigningConfig: service.codeSigning.create(region, changesOf(input), input.Tags) };
  },
);

export const getCodeSigningConfig = lambdaOperation(
  'GetCodeSigningConfig',
  (input: GetCodeSigningConfigRequest, context): Answer => ({ CodeSigningConfig: requireConfig(input, context) }),
);

export const updateCodeSigningConfig = lambdaOperation(
  'UpdateCodeSigningConfig',
  (input: UpdateCodeSigningConfigRequest, context): Answer => ({
    CodeSigningConfig: context.service.codeSigning.update(requireConfig(input, context), changesOf(input)),
  }),
);

export const deleteCodeSigningConfig = lambdaOperation(
  'DeleteCodeSigningConfig',
  (input: DeleteCodeSigningConfigRequest, context): object => {
    const config = requireConfig(input, context);
    if (functionsWith(config, context).length > 0) {
      throw conflict(
        'Cannot delete the CodeSigningConfig resource because it is currently associated with a function.',
      );
    }
    context.service.codeSigning.delete(config);
    return {};
  },
);

export const listCodeSigningConfigs = lambdaOperation(
  'ListCodeSigningConfigs',
  (input: ListCodeSigningConfigsRequest, { service, region }): ListCodeSigningConfigsResponse => {
    const { items, next } = page(service.codeSigning.in(region), input.Marker, input.MaxItems);
    return { CodeSigningConfigs: items, NextMarker: next };
  },
);

export const listFunctionsByCodeSigningConfig = lambdaOperation(
  'ListFunctionsByCodeSigningConfig',
  (input: ListFunctionsByCodeSigningConfigRequest, context): ListFunctionsByCodeSigningConfigResponse => {
    const arns = functionsWith(requireConfig(input, context), context);
    const { items, next } = page(arns, input.Marker, input.MaxItems);
    return { FunctionArns: items, NextMarker: next };
  },
);

function functionsWith({ CodeSigningConfigArn }: CodeSigningConfig, { service, region }: Context): string[] {
  const functions = service.registry.functionsIn(region);
  return functions.filter((it) => it.codeSigningConfigArn === CodeSigningConfigArn).map((it) => functionArn(it));
}

/** AWS says of this one no Type, as the only ResourceNotFoundException (recorded, 2024-04). */
function requireConfig(
  { CodeSigningConfigArn: arn = '' }: { readonly CodeSigningConfigArn: string | undefined },
  { service }: Context,
): StoredConfig {
  const found = service.codeSigning.find(arn);
  if (found !== undefined) return found;
  const message = `The Lambda code signing configuration ${arn} can not be found.`;
  throw new ServiceError('ResourceNotFoundException', 404, message, { Type: undefined });
}

function changesOf(input: Omit<UpdateCodeSigningConfigRequest, 'CodeSigningConfigArn'>) {
  const { Description, AllowedPublishers, CodeSigningPolicies } = input;
  return { Description, AllowedPublishers, CodeSigningPolicies };
}
