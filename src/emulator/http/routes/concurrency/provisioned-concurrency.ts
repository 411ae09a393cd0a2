import type {
  DeleteProvisionedConcurrencyConfigRequest,
  GetProvisionedConcurrencyConfigRequest,
  GetProvisionedConcurrencyConfigResponse,
  ListProvisionedConcurrencyConfigsRequest,
  ListProvisionedConcurrencyConfigsResponse,
  PutProvisionedConcurrencyConfigRequest,
  PutProvisionedConcurrencyConfigResponse,
} from '@aws-sdk/client-lambda';
import { missing } from '../../../concurrency/provisioned-concurrency.js';
import { functionArn } from '../../../functions/function-name.js';
import type { LambdaFunction } from '../../../functions/lambda-function.js';
import type { ProvisionedConfig } from '../../../functions/provisioned-config.js';
import { invalidParameter, ServiceError } from '../../../service-error.js';
import { functionOf } from '../../function-reference.js';
import { type Context, lambdaOperation } from '../../operation.js';
import { page } from '../../pages.js';

export const putProvisionedConcurrencyConfig = lambdaOperation(
  'PutProvisionedConcurrencyConfig',
  (input: PutProvisionedConcurrencyConfigRequest, context): PutProvisionedConcurrencyConfigResponse => {
    const { found, qualifier } = requireQualified(input, context, UNPUBLISHED);
    return describe(context.service.provisioned.put(found, qualifier, input.ProvisionedConcurrentExecutions ?? 1));
  },
);

export const getProvisionedConcurrencyConfig = lambdaOperation(
  'GetProvisionedConcurrencyConfig',
  (input: GetProvisionedConcurrencyConfigRequest, context): GetProvisionedConcurrencyConfigResponse => {
    const { found, qualifier } = requireQualified(input, context, NEITHER);
    const config = found.provisionedConfigs.get(qualifier);
    if (config !== undefined) return describe(config);
    const message = 'No Provisioned Concurrency Config found for this function';
    throw new ServiceError('ProvisionedConcurrencyConfigNotFoundException', 404, message);
  },
);

/** Of what is not there AWS says nothing. */
export const deleteProvisionedConcurrencyConfig = lambdaOperation(
  'DeleteProvisionedConcurrencyConfig',
  (input: DeleteProvisionedConcurrencyConfigRequest, context): object => {
    const { found, qualifier } = requireQualified(input, context, NEITHER);
    context.service.provisioned.delete(found, qualifier);
    return {};
  },
);

export const listProvisionedConcurrencyConfigs = lambdaOperation(
  'ListProvisionedConcurrencyConfigs',
  (input: ListProvisionedConcurrencyConfigsRequest, context): ListProvisionedConcurrencyConfigsResponse => {
    const { region, name, provisionedConfigs } = context.service.registry.require(functionOf(input, context));
    const { items, next } = page([...provisionedConfigs.values()], input.Marker, input.MaxItems);
    const arnOf = ({ qualifier }: ProvisionedConfig) => functionArn({ region, name, qualifier });
    return {
      ProvisionedConcurrencyConfigs: items.map((it) => ({ FunctionArn: arnOf(it), ...describe(it) })),
      NextMarker: next,
    };
  },
);

const UNPUBLISHED = 'Provisioned Concurrency Configs cannot be applied to unpublished function versions.';
const NEITHER = 'The function resource provided must be an alias or a published version.';

/** @param ofLatest what is said of `$LATEST`. */
function requireQualified(
  input: { readonly FunctionName: string | undefined; readonly Qualifier: string | undefined },
  context: Context,
  ofLatest: string,
): { found: LambdaFunction; qualifier: string } {
  const { region, name, qualifier = '' } = functionOf(input, context);
  if (qualifier === '$LATEST') throw invalidParameter(ofLatest);
  const found = context.service.registry.get({ region, name });
  const exists = found?.versions.has(qualifier) || found?.aliases.has(qualifier);
  if (found === undefined || !exists) throw missing({ region, name }, qualifier);
  return { found, qualifier };
}

function describe(config: ProvisionedConfig): GetProvisionedConcurrencyConfigResponse {
  const { requested, allocated, available, status, statusReason, lastModified } = config;
  return {
    RequestedProvisionedConcurrentExecutions: requested,
    AvailableProvisionedConcurrentExecutions: available,
    AllocatedProvisionedConcurrentExecutions: allocated,
    Status: status,
    StatusReason: statusReason,
    // Without milliseconds, unlike the LastModified of a function (examples of AWS's API model).
    LastModified: `${new Date(lastModified).toISOString().slice(0, 19)}+0000`,
  };
}
