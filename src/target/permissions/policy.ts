import { type Need, permissionsFor } from './features.js';
import type { On } from './permission.js';

/** What a policy is written for. Names as they stand in an ARN; none where nothing is named yet. */
export interface PolicyFor {
  readonly region?: string;
  readonly functionName?: string;
  /** Of a hook that is a function. */
  readonly hookName?: string;
  /** With its path: `service-role/name`. */
  readonly roleName?: string;
  readonly logGroup?: string;
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow';
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

const SIDS: readonly (readonly [sid: string, on: readonly On[]])[] = [
  ['KelvinAccount', ['account']],
  ['KelvinFunction', ['function']],
  ['KelvinVersions', ['version']],
  ['KelvinFunctionAndVersions', ['function', 'version']],
  ['KelvinCopies', ['copy']],
  ['KelvinRoleOfCopies', ['role']],
  ['KelvinLogs', ['log-group']],
  ['KelvinLogsOfCopies', ['copy-log-group']],
  ['KelvinHooks', ['hook']],
];

/**
 * The least that the commands need, as a policy to attach. The account is `*` in it: a policy of one's own identity acts
 * in one's own account, and no account id is printed.
 */
export function policyFor(needs: readonly Need[], target: PolicyFor): Policy {
  const rows = permissionsFor(needs).flatMap(({ action, on }) => groupsOf(on).map((group) => ({ action, group })));
  const statements = SIDS.flatMap(([Sid, on]) => {
    const actions = rows.filter(({ group }) => group.join() === on.join()).map(({ action }) => action);
    return actions.length === 0 ? [] : [{ Sid, ...statement(actions, on, target) }];
  });
  return { Version: '2012-10-17', Statement: statements };
}

/** The one line that allows an action on what it acts on. */
export function statement(actions: readonly string[], on: readonly On[], target: PolicyFor): Statement {
  const resources = on.flatMap((it) => resourcesOf(it, target));
  return {
    Effect: 'Allow',
    Action: actions.length === 1 ? (actions[0] ?? '') : actions,
    Resource: resources.length === 1 ? (resources[0] ?? '*') : resources,
    ...(on.includes('role') ? { Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } } } : {}),
  };
}

/** Function and version go together; each of the others is a statement of its own. */
function groupsOf(on: readonly On[]): readonly (readonly On[])[] {
  const together = (['function', 'version'] as const).filter((it) => on.includes(it));
  const others = on.filter((it) => it !== 'function' && it !== 'version').map((it) => [it]);
  return [...(together.length === 0 ? [] : [together]), ...others];
}

function resourcesOf(
  on: On,
  { region = '*', functionName = 'FUNCTION', hookName = 'FUNCTION_OF_THE_HOOK', roleName, logGroup }: PolicyFor,
): string[] {
  const partition = partitionOf(region);
  const lambda = `arn:${partition}:lambda:${region}:*:function`;
  // Both: the log group's own ARN ends in :* (CloudWatch Logs guide), and policies without it were refused before.
  const logs = (group: string) =>
    [group, `${group}:*`].map((it) => `arn:${partition}:logs:${region}:*:log-group:${it}`);
  switch (on) {
    case 'account':
      return ['*'];
    case 'function':
      return [`${lambda}:${functionName}`];
    case 'version':
      return [`${lambda}:${functionName}:*`];
    case 'copy':
      return [`${lambda}:kelvin-*`];
    case 'hook':
      return [`${lambda}:${hookName}`, `${lambda}:${hookName}:*`];
    case 'role':
      return [`arn:${partition}:iam::*:role/${roleName ?? 'ROLE_OF_THE_FUNCTION'}`];
    case 'log-group':
      return logs(logGroup ?? `/aws/lambda/${functionName}`);
    case 'copy-log-group':
      return [`arn:${partition}:logs:${region}:*:log-group:/aws/lambda/kelvin-*`];
  }
}

/** China and GovCloud have partitions of their own. */
const partitionOf = (region: string): string =>
  region.startsWith('cn-') ? 'aws-cn' : region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
