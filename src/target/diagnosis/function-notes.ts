import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { withoutAccountIds } from '../../recording/index.js';
import type { ConcurrencyLimit } from '../load/concurrency.js';

/** What a function is, and what of it gets into the way of measuring it. */
export interface FunctionNotes {
  readonly what: string;
  readonly warnings: readonly string[];
}

export function functionNotes(it: FunctionConfiguration, limit: ConcurrencyLimit): FunctionNotes {
  const what = [
    it.State ?? 'Active',
    `${it.MemorySize ?? 128} MB`,
    it.PackageType === 'Image' ? 'an image' : (it.Runtime ?? 'no runtime'),
    it.Architectures?.[0] ?? 'x86_64',
    ...(limit.kind === 'unreserved' ? [`${limit.limit} unreserved concurrent executions in the account`] : []),
    ...(limit.kind === 'reserved' ? [`a reserved concurrency of ${limit.limit}`] : []),
  ].join(', ');
  const none = limit.kind === 'reserved' && limit.limit === 0;
  return {
    what,
    warnings: [
      ...stateWarnings(it),
      ...(it.Environment?.Error === undefined
        ? []
        : ['its environment cannot be read: whoever copies it needs kms:Decrypt on its key']),
      ...(it.LoggingConfig?.SystemLogLevel === 'WARN'
        ? ['its system log level is WARN: what succeeds leaves no report']
        : []),
      ...(none ? ['its reserved concurrency is 0: nothing can invoke it until that is raised'] : []),
    ],
  };
}

/** States by AWS's guide, "Lambda function states". */
function stateWarnings(it: FunctionConfiguration): readonly string[] {
  const { State, StateReason, LastUpdateStatus, LastUpdateStatusReason } = it;
  const warnings: readonly (readonly [boolean, string])[] = [
    [State === 'Failed', `it has failed: ${StateReason ?? 'no reason given'}; mend it first`],
    [State === 'Pending', 'it is still being made: wait until it is Active'],
    [
      State === 'Inactive',
      'it sleeps: its next invocation wakes it and fails; a run invokes again until it is awake, which takes minutes in a VPC',
    ],
    [LastUpdateStatus === 'InProgress', 'somebody is updating it now: wait until that is over'],
    [
      LastUpdateStatus === 'Failed',
      `its last update has failed: ${LastUpdateStatusReason ?? 'no reason given'}; mend it first`,
    ],
  ];
  // AWS's reasons hold whole ARNs, of a key or a role.
  return warnings.flatMap(([is, text]) => (is ? [withoutAccountIds(text)] : []));
}
