import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import type { ConcurrencyLimit } from '../load/concurrency.js';

/** What a function is, and what of it will get into the way of measuring it. */
export function functionNotes(it: FunctionConfiguration, limit: ConcurrencyLimit): readonly string[] {
  const { State = 'Active', LastUpdateStatus = 'Successful', StateReason, LastUpdateStatusReason } = it;
  const what = [
    `${it.MemorySize ?? 128} MB`,
    it.PackageType === 'Image' ? 'an image' : (it.Runtime ?? 'no runtime'),
    it.Architectures?.[0] ?? 'x86_64',
  ].join(', ');
  const levels = it.LoggingConfig?.SystemLogLevel;
  return [
    `${State}, ${what}`,
    ...(State === 'Failed' ? [`it is in state Failed: ${StateReason ?? 'no reason given'}: mend it first`] : []),
    ...(State === 'Pending' ? ['it is still being made: wait until it is Active'] : []),
    ...(State === 'Inactive'
      ? ['it sleeps: its next invocation wakes it and fails, and it is Active minutes later']
      : []),
    ...(LastUpdateStatus === 'InProgress' ? ['somebody is updating it now: wait until that is over'] : []),
    ...(LastUpdateStatus === 'Failed'
      ? [`its last update has failed: ${LastUpdateStatusReason ?? 'no reason given'}: mend it first`]
      : []),
    ...(it.Environment?.Error === undefined
      ? []
      : ['its environment cannot be read: whoever copies it needs kms:Decrypt on its key']),
    ...(levels === 'WARN' ? ['its system log level is WARN: what succeeds leaves no report'] : []),
    ...concurrencyNotes(limit),
  ];
}

function concurrencyNotes(limit: ConcurrencyLimit): readonly string[] {
  if (limit.kind === 'unknown') return [];
  if (limit.kind === 'unreserved') return [`${limit.limit} concurrent executions are unreserved in the account`];
  return limit.limit === 0
    ? ['its reserved concurrency is 0: nothing can invoke it until that is raised']
    : [`its reserved concurrency is ${limit.limit}`];
}
