import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Connection } from './connection.js';
import { TargetError } from './error.js';
import { FunctionUnderTest } from './function-under-test.js';

/** What makes a measurement of one version a measurement of another, the memory size apart. */
const DECISIVE = [
  ...(['CodeSha256', 'Runtime', 'Handler', 'Timeout', 'Environment', 'Layers', 'EphemeralStorage'] as const),
  ...(['Architectures', 'VpcConfig', 'PackageType', 'FileSystemConfigs'] as const),
] as const;

/**
 * A function that exists already. Only `$LATEST` can be published at another memory size, so a qualifier is accepted
 * where it stands for the same code and environment; else its measurement would be of something else.
 */
export async function openExisting(
  connection: Connection,
  name: string,
  qualifier: string | undefined,
  marker: string,
): Promise<{ fn: FunctionUnderTest; configuration: FunctionConfiguration; latest: FunctionConfiguration }> {
  const fn = new FunctionUnderTest(connection, name, marker);
  const latest = await fn.configuration();
  if (qualifier === undefined || qualifier === '$LATEST') return { fn, configuration: checked(latest, name), latest };
  const qualified = await fn.configuration(qualifier);
  const differing = DECISIVE.filter((field) => JSON.stringify(qualified[field]) !== JSON.stringify(latest[field]));
  if (differing.length > 0) {
    throw new TargetError(
      `${name}:${qualifier} is not what $LATEST is (${differing.join(', ')} differ), and only $LATEST can be published at other memory sizes`,
      `tune $LATEST (leave out --qualifier), or publish ${qualifier}'s code as $LATEST first`,
    );
  }
  return { fn, configuration: checked({ ...latest, MemorySize: qualified.MemorySize }, name), latest };
}

/** What two functions must have in common to be one function on two architectures; code and layers are built for each. */
const COMMON = ['Runtime', 'Handler', 'Timeout', 'EphemeralStorage', 'PackageType'] as const;

/** In what two functions differ that should be one on two architectures. Of their environments the names are compared. */
export function differences(one: FunctionConfiguration, other: FunctionConfiguration): readonly string[] {
  const names = ({ Environment }: FunctionConfiguration): string =>
    Object.keys(Environment?.Variables ?? {})
      .sort()
      .join();
  return [
    ...COMMON.filter((field) => JSON.stringify(one[field]) !== JSON.stringify(other[field])),
    ...(names(one) === names(other) ? [] : ['names in Environment']),
  ];
}

function checked(configuration: FunctionConfiguration, name: string): FunctionConfiguration {
  const { State, StateReason, LastUpdateStatus } = configuration;
  if (State === 'Failed') {
    throw new TargetError(`${name} is in state Failed: ${StateReason ?? 'no reason given'}`, 'mend the function first');
  }
  if (LastUpdateStatus === 'InProgress') {
    throw new TargetError(`${name} is being updated by somebody else`, 'wait until that is over, then run again');
  }
  return configuration;
}
