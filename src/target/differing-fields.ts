import { isDeepStrictEqual } from 'node:util';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';

/**
 * What a person or a deployment sets of a function, memory size and description apart. What AWS itself moves (state,
 * revision, its patches of a runtime) is not among it.
 */
export const SET_BY_SOMEBODY = [
  ...(['CodeSha256', 'PackageType', 'Runtime', 'Handler', 'Timeout', 'Role', 'Environment', 'KMSKeyArn'] as const),
  ...(['Layers', 'EphemeralStorage', 'Architectures', 'VpcConfig', 'FileSystemConfigs', 'TracingConfig'] as const),
  ...(['ImageConfigResponse', 'LoggingConfig', 'DeadLetterConfig', 'SnapStart'] as const),
] as const;

/** What makes a measurement of one version a measurement of another. */
export const DECISIVE = [
  ...(['CodeSha256', 'Runtime', 'Handler', 'Timeout', 'Role', 'Environment', 'Layers', 'EphemeralStorage'] as const),
  ...(['Architectures', 'VpcConfig', 'PackageType', 'ImageConfigResponse', 'FileSystemConfigs', 'SnapStart'] as const),
] as const satisfies readonly (typeof SET_BY_SOMEBODY)[number][];

/** Which of these fields are not the same in both, however they are written. */
export const differingFields = <Field extends keyof FunctionConfiguration>(
  one: FunctionConfiguration,
  other: FunctionConfiguration,
  fields: readonly Field[],
): readonly Field[] => fields.filter((it) => !isDeepStrictEqual(asSet(one, it), asSet(other, it)));

/** Of SnapStart AWS tells besides whether a snapshot is there, which it never is of `$LATEST`; off and not set are one. */
function asSet(of: FunctionConfiguration, field: keyof FunctionConfiguration): unknown {
  return field === 'SnapStart' ? (of.SnapStart?.ApplyOn ?? 'None') : plain(of[field]);
}

/**
 * Lists come in no promised order, and what is not set comes as undefined, as null, as false, empty or not at all: of a
 * function that has left its VPC all of it is empty, of one that was never in any there is nothing.
 */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((it) => JSON.stringify(plain(it)) ?? '').sort();
    return items.length === 0 ? undefined : items;
  }
  if (typeof value !== 'object' || value === null) return value || undefined;
  const entries = Object.entries(value).map(([name, it]) => [name, plain(it)] as const);
  const set = entries.filter(([, it]) => it !== undefined);
  return set.length === 0 ? undefined : Object.fromEntries(set);
}
