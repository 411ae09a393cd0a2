import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { Connection } from './connection.js';
import { DECISIVE, differingFields, SET_BY_SOMEBODY } from './differing-fields.js';
import { TargetError } from './error.js';
import { FunctionUnderTest } from './function-under-test.js';

/** A function that exists already, as it is and as it is asked for. */
export interface ExistingConfigurations {
  /** Of what the qualifier stands for. */
  readonly configuration: FunctionConfiguration;
  readonly latest: FunctionConfiguration;
  /** In what these two differ that makes measurements of them differ, the memory size apart. */
  readonly differing: readonly string[];
  /** In all that would be released with a version of `$LATEST`, the memory size apart. */
  readonly unreleased: readonly string[];
}

/** @throws TargetError where it is not there, or in no state to be measured */
export async function readExisting(
  connection: Connection,
  name: string,
  qualifier: string | undefined,
): Promise<ExistingConfigurations> {
  const fn = new FunctionUnderTest(connection, name, '');
  const latest = await fn.configuration();
  checkState(latest, name);
  if (qualifier === undefined || qualifier === '$LATEST') {
    return { configuration: latest, latest, differing: [], unreleased: [] };
  }
  const qualified = await fn.configuration(qualifier);
  return {
    configuration: { ...latest, MemorySize: qualified.MemorySize },
    latest,
    differing: differingFields(qualified, latest, DECISIVE),
    unreleased: differingFields(qualified, latest, SET_BY_SOMEBODY),
  };
}

/** What two functions must have in common to be one function on two architectures; code and layers are built for each. */
const COMMON = ['Runtime', 'Handler', 'Timeout', 'EphemeralStorage', 'PackageType'] as const;

/** In what two functions differ that should be one on two architectures. Of their environments the names are compared. */
export function differences(one: FunctionConfiguration, other: FunctionConfiguration): readonly string[] {
  const names = ({ Environment }: FunctionConfiguration): string =>
    Object.keys(Environment?.Variables ?? {})
      .sort()
      .join();
  return [...differingFields(one, other, COMMON), ...(names(one) === names(other) ? [] : ['names in Environment'])];
}

function checkState({ State, StateReason, LastUpdateStatus }: FunctionConfiguration, name: string): void {
  if (State === 'Failed') {
    throw new TargetError(`${name} is in state Failed: ${StateReason ?? 'no reason given'}`, 'mend the function first');
  }
  if (LastUpdateStatus === 'InProgress') {
    throw new TargetError(`${name} is being updated by somebody else`, 'wait until that is over, then run again');
  }
}
