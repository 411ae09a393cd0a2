import type { AliasConfiguration } from '@aws-sdk/client-lambda';
import { invalidParameter, notFound } from '../service-error.js';
import { functionArn } from './function-name.js';
import type { Alias, LambdaFunction } from './lambda-function.js';

export const aliasArn = ({ region, name }: LambdaFunction, alias: string): string =>
  functionArn({ region, name, qualifier: alias });

export function describeAlias(found: LambdaFunction, alias: Alias): AliasConfiguration {
  const { name, version, description, weights, revisionId } = alias;
  return {
    AliasArn: aliasArn(found, name),
    Name: name,
    FunctionVersion: version,
    Description: description,
    ...(Object.keys(weights).length === 0 ? {} : { RoutingConfig: { AdditionalVersionWeights: { ...weights } } }),
    RevisionId: revisionId,
  };
}

/** @throws ServiceError for a version that is not there, or weights that AWS does not take. */
export function checkWeights(found: LambdaFunction, { version, weights }: Alias): void {
  const others = Object.entries(weights);
  for (const it of [version, ...others.map(([other]) => other)]) {
    if (it !== '$LATEST' && !found.versions.has(it)) {
      throw notFound(`Function not found: ${functionArn({ ...referenceOf(found), qualifier: it })}`);
    }
  }
  if (others.length === 0) return;
  if (others.length > 1) {
    throw invalidParameter('Number of items in AdditionalVersionWeights cannot be greater than 1');
  }
  if (version === '$LATEST' || weights.$LATEST !== undefined) {
    throw invalidParameter('$LATEST is not supported for an alias pointing to more than 1 version');
  }
  if (weights[version] !== undefined) {
    throw invalidParameter(
      `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
    );
  }
}

/** The version that an invocation of an alias runs. @param random 0..1, of this invocation. */
export function chooseVersion({ version, weights }: Alias, random: number): string {
  let from = 0;
  for (const [other, weight] of Object.entries(weights)) {
    from += weight;
    if (random < from) return other;
  }
  return version;
}

const referenceOf = ({ region, name }: LambdaFunction) => ({ region, name });
