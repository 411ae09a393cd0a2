import type {
  AddPermissionRequest,
  AddPermissionResponse,
  GetPolicyRequest,
  GetPolicyResponse,
  RemovePermissionRequest,
} from '@aws-sdk/client-lambda';
import { type FunctionReference, functionArn } from '../../../functions/function-name.js';
import type { Alias, LambdaFunction, VersionEntry } from '../../../functions/lambda-function.js';
import { makeStatement, type Policy, policyDocument } from '../../../functions/policy.js';
import { conflict, invalidParameter, notFound, preconditionFailed } from '../../../service-error.js';
import { functionOf } from '../../function-reference.js';
import { type Context, lambdaOperation } from '../../operation.js';

const UNKNOWN = 'The resource you requested does not exist.';

export const addPermission = lambdaOperation(
  'AddPermission',
  (input: AddPermissionRequest, context): AddPermissionResponse => {
    const { reference, policy, store } = policyOf(input, context);
    if (reference.qualifier === '$LATEST') {
      throw invalidParameter('We currently do not support adding policies for $LATEST.');
    }
    if (input.FunctionUrlAuthType !== undefined && input.Action !== 'lambda:InvokeFunctionUrl') {
      throw invalidParameter('FunctionUrlAuthType is only supported for lambda:InvokeFunctionUrl action');
    }
    const statement = makeStatement(input, functionArn(reference));
    if (policy.some(({ Sid }) => Sid === statement.Sid)) {
      throw conflict(
        `The statement id (${statement.Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
      );
    }
    store([...policy, statement]);
    return { Statement: JSON.stringify(statement) };
  },
);

export const removePermission = lambdaOperation(
  'RemovePermission',
  (input: RemovePermissionRequest, context): object => {
    const { registry } = context.service;
    const { region, name } = functionOf(input, context);
    if (registry.get({ region, name }) === undefined) {
      throw notFound(`No policy found for: ${functionArn({ region, name })}`);
    }
    const { policy, store } = policyOf(input, context);
    if (policy.length === 0) throw notFound('No policy is associated with the given resource.');
    const left = policy.filter(({ Sid }) => Sid !== input.StatementId);
    if (left.length === policy.length) {
      throw notFound(`Statement ${input.StatementId} is not found in resource policy.`);
    }
    store(left);
    return {};
  },
);

export const getPolicy = lambdaOperation('GetPolicy', (input: GetPolicyRequest, context): GetPolicyResponse => {
  const reference = functionOf(input, context);
  const found = context.service.registry.require({ region: reference.region, name: reference.name });
  const policy = found.policies.get(reference.qualifier ?? '$LATEST') ?? [];
  if (policy.length === 0) throw notFound(UNKNOWN);
  return { Policy: policyDocument(policy), RevisionId: holderOf(found, reference).revisionId };
});

interface PolicyRequest {
  readonly FunctionName: string | undefined;
  readonly Qualifier?: string | undefined;
  readonly RevisionId?: string | undefined;
}

interface FoundPolicy {
  readonly reference: FunctionReference;
  readonly holder: { readonly revisionId: string };
  readonly policy: Policy;
  readonly store: (policy: Policy) => void;
}

/** A function, each version and each alias has a policy of its own, and a change of it is a new revision of that. */
function policyOf(input: PolicyRequest, context: Context): FoundPolicy {
  const { registry } = context.service;
  const reference = functionOf(input, context);
  const found = registry.require({ region: reference.region, name: reference.name });
  const key = reference.qualifier ?? '$LATEST';
  const holder = holderOf(found, reference);
  if (input.RevisionId !== undefined && input.RevisionId !== holder.revisionId) throw preconditionFailed('GetPolicy');
  const store = (policy: Policy): void => {
    if (policy.length === 0) found.policies.delete(key);
    else found.policies.set(key, policy);
    if ('content' in holder) registry.touch(holder);
    else registry.touchAlias(found, holder.name);
  };
  return { reference, holder, policy: found.policies.get(key) ?? [], store };
}

function holderOf(found: LambdaFunction, reference: FunctionReference): VersionEntry | Alias {
  const { qualifier = '$LATEST' } = reference;
  const holder =
    qualifier === '$LATEST' ? found.latest : (found.versions.get(qualifier) ?? found.aliases.get(qualifier));
  if (holder !== undefined) return holder;
  if (/^\d+$/.test(qualifier)) throw notFound(`Function not found: ${functionArn(reference)}`);
  // A qualifier may have a dollar in it, and is then the name of no alias.
  throw notFound(qualifier.includes('$') ? UNKNOWN : `Cannot find alias arn: ${functionArn(reference)}`);
}
