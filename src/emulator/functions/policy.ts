import type { AddPermissionRequest } from '@aws-sdk/client-lambda';
import { invalidParameter } from '../service-error.js';

/** A statement of a resource-based policy, its members in the order in which AWS writes them. */
export interface Statement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal: '*' | { readonly Service: string } | { readonly AWS: string };
  readonly Action: string;
  readonly Resource: string;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What was added to a function, or to one version or alias of it. Stored and returned; function URLs ask it. */
export type Policy = readonly Statement[];

/** @throws ServiceError InvalidParameterValueException for a principal that is none. */
export function makeStatement(request: AddPermissionRequest, resource: string): Statement {
  const condition = conditionOf(request);
  return {
    Sid: request.StatementId ?? '',
    Effect: 'Allow',
    Principal: principalOf(request.Principal ?? ''),
    Action: request.Action ?? '',
    Resource: resource,
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}

function principalOf(principal: string): Statement['Principal'] {
  if (principal === '*') return '*';
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` };
  if (principal.startsWith('arn:')) return { AWS: principal };
  if (/^[a-z0-9-]+(\.[a-z0-9-]+)*\.amazonaws\.com(\.cn)?$/.test(principal)) return { Service: principal };
  throw invalidParameter('The provided principal was invalid. Please check the principal and try again.');
}

function conditionOf(request: AddPermissionRequest): Record<string, Record<string, string>> {
  const { InvokedViaFunctionUrl: viaUrl } = request;
  const operators = {
    Bool: { 'lambda:InvokedViaFunctionUrl': viaUrl === undefined ? undefined : String(viaUrl) },
    StringEquals: {
      'AWS:SourceAccount': request.SourceAccount,
      'lambda:EventSourceToken': request.EventSourceToken,
      'lambda:FunctionUrlAuthType': request.FunctionUrlAuthType,
      'aws:PrincipalOrgID': request.PrincipalOrgID,
    },
    ArnLike: { 'AWS:SourceArn': request.SourceArn },
  };
  const entries = Object.entries(operators).map(([operator, keys]) => [operator, present(keys)] as const);
  return Object.fromEntries(entries.filter(([, keys]) => Object.keys(keys).length > 0));
}

function present(keys: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(keys).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return Object.fromEntries(entries);
}

export const policyDocument = (policy: Policy): string =>
  JSON.stringify({ Version: '2012-10-17', Id: 'default', Statement: policy });
