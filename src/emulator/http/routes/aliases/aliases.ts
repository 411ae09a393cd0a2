import { randomUUID } from 'node:crypto';
import type {
  AliasConfiguration,
  CreateAliasRequest,
  DeleteAliasRequest,
  GetAliasRequest,
  ListAliasesRequest,
  ListAliasesResponse,
  UpdateAliasRequest,
} from '@aws-sdk/client-lambda';
import { aliasArn, checkWeights, describeAlias } from '../../../functions/aliases.js';
import type { Alias, LambdaFunction } from '../../../functions/lambda-function.js';
import { refuseRevision } from '../../../functions/registry.js';
import { conflict, notFound } from '../../../service-error.js';
import { wholeFunctionOf } from '../../function-reference.js';
import { type Context, lambdaOperation } from '../../operation.js';
import { page } from '../../pages.js';

export const createAlias = lambdaOperation('CreateAlias', (input: CreateAliasRequest, context): AliasConfiguration => {
  const found = requireOf(input, context);
  const alias: Alias = {
    name: input.Name ?? '',
    description: input.Description ?? '',
    version: input.FunctionVersion ?? '',
    weights: input.RoutingConfig?.AdditionalVersionWeights ?? {},
    revisionId: randomUUID(),
  };
  if (found.aliases.has(alias.name)) throw conflict(`Alias already exists: ${aliasArn(found, alias.name)}`);
  checkWeights(found, alias);
  found.aliases.set(alias.name, alias);
  return describeAlias(found, alias);
});

export const updateAlias = lambdaOperation('UpdateAlias', (input: UpdateAliasRequest, context): AliasConfiguration => {
  const found = requireOf(input, context);
  const before = found.aliases.get(input.Name ?? '');
  if (before === undefined) throw notFound(`Alias not found: ${aliasArn(found, input.Name ?? '')}`);
  refuseRevision(before, input.RevisionId);
  const alias: Alias = {
    ...before,
    description: input.Description ?? before.description,
    version: input.FunctionVersion ?? before.version,
    weights: input.RoutingConfig?.AdditionalVersionWeights ?? before.weights,
    revisionId: randomUUID(),
  };
  checkWeights(found, alias);
  const { provisioned } = context.service;
  provisioned.refuseMove(found, alias.name, alias.version);
  found.aliases.set(alias.name, alias);
  provisioned.moved(found, alias.name, alias.version);
  return describeAlias(found, alias);
});

export const getAlias = lambdaOperation('GetAlias', (input: GetAliasRequest, context): AliasConfiguration => {
  const found = requireOf(input, context);
  const alias = found.aliases.get(input.Name ?? '');
  if (alias === undefined) throw notFound(`Cannot find alias arn: ${aliasArn(found, input.Name ?? '')}`);
  return describeAlias(found, alias);
});

export const listAliases = lambdaOperation('ListAliases', (input: ListAliasesRequest, context): ListAliasesResponse => {
  const found = requireOf(input, context);
  const { FunctionVersion: wanted } = input;
  const all = [...found.aliases.values()]
    .filter(({ version, weights }) => wanted === undefined || version === wanted || weights[wanted] !== undefined)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const { items, next } = page(all, input.Marker, input.MaxItems);
  return { Aliases: items.map((alias) => describeAlias(found, alias)), NextMarker: next };
});

export const deleteAlias = lambdaOperation('DeleteAlias', (input: DeleteAliasRequest, context): object => {
  const found = requireOf(input, context);
  const name = input.Name ?? '';
  context.service.provisioned.delete(found, name);
  found.eventInvokeConfigs.delete(name);
  found.policies.delete(name);
  found.aliases.delete(name);
  return {};
});

const requireOf = (input: { readonly FunctionName: string | undefined }, context: Context): LambdaFunction =>
  context.service.registry.require(wholeFunctionOf(input, context));
