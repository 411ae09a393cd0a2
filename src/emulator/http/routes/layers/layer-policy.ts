import { randomUUID } from 'node:crypto';
import type {
  AddLayerVersionPermissionRequest,
  AddLayerVersionPermissionResponse,
  GetLayerVersionPolicyRequest,
  GetLayerVersionPolicyResponse,
  RemoveLayerVersionPermissionRequest,
} from '@aws-sdk/client-lambda';
import type { LayerPolicy } from '../../../layers/layer-policies.js';
import { layerArn } from '../../../layers/layer-registry.js';
import { conflict, notFound, preconditionFailed } from '../../../service-error.js';
import { type Context, lambdaOperation } from '../../operation.js';
import { layerNameOf } from './layer-name.js';

export const addLayerVersionPermission = lambdaOperation(
  'AddLayerVersionPermission',
  (input: AddLayerVersionPermissionRequest, context): AddLayerVersionPermissionResponse => {
    const { arn, policy } = policyOf(input, context);
    const { StatementId: sid = '', Principal: principal = '', OrganizationId: organization } = input;
    if (policy?.statements.some(({ Sid }) => Sid === sid)) {
      throw conflict(
        `The statement id (${sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    const statement = {
      Sid: sid,
      Effect: 'Allow',
      Principal:
        principal === '*' ? '*' : { AWS: principal.startsWith('arn:') ? principal : `arn:aws:iam::${principal}:root` },
      Action: input.Action ?? '',
      Resource: arn,
      ...(organization === undefined ? {} : { Condition: { StringEquals: { 'aws:PrincipalOrgID': organization } } }),
    };
    const changed = { statements: [...(policy?.statements ?? []), statement], revisionId: randomUUID() };
    context.service.layerPolicies.set(arn, changed);
    return { Statement: JSON.stringify(statement), RevisionId: changed.revisionId };
  },
);

export const removeLayerVersionPermission = lambdaOperation(
  'RemoveLayerVersionPermission',
  (input: RemoveLayerVersionPermissionRequest, context): object => {
    const { arn, policy } = policyOf(input, context);
    const left = policy?.statements.filter(({ Sid }) => Sid !== input.StatementId);
    if (policy === undefined || left === undefined || left.length === policy.statements.length) {
      throw notFound(`Statement ${input.StatementId} is not found in resource policy.`);
    }
    if (left.length === 0) context.service.layerPolicies.delete(arn);
    else context.service.layerPolicies.set(arn, { statements: left, revisionId: randomUUID() });
    return {};
  },
);

export const getLayerVersionPolicy = lambdaOperation(
  'GetLayerVersionPolicy',
  (input: GetLayerVersionPolicyRequest, context): GetLayerVersionPolicyResponse => {
    const { policy } = policyOf(input, context);
    if (policy === undefined) throw notFound('No policy is associated with the given resource.');
    const document = { Version: '2012-10-17', Id: 'default', Statement: policy.statements };
    return { Policy: JSON.stringify(document), RevisionId: policy.revisionId };
  },
);

interface PolicyRequest {
  readonly LayerName: string | undefined;
  readonly VersionNumber: number | undefined;
  readonly RevisionId?: string | undefined;
}

function policyOf(
  input: PolicyRequest,
  { service, region }: Context,
): { arn: string; policy: LayerPolicy | undefined } {
  const name = layerNameOf(input.LayerName ?? '', region);
  const version = input.VersionNumber ?? 0;
  const arn = `${layerArn(region, name)}:${version}`;
  if (service.layers.find(region, name, version) === undefined) {
    throw notFound(`Layer version ${arn} does not exist.`);
  }
  const policy = service.layerPolicies.get(arn);
  if (input.RevisionId !== undefined && input.RevisionId !== policy?.revisionId)
    throw preconditionFailed('GetLayerPolicy');
  return { arn, policy };
}
