import { NEEDS, needNames, type Permission, statement } from '../permissions/index.js';
import type { ErrorFacts, Explain, Explanation } from './error-facts.js';
import { WITHOUT_A_VERSION } from './without-a-version.js';

/**
 * How AWS words a refusal (IAM user guide, "Troubleshoot access denied error messages", read 2026-11): who, which action,
 * on what where it is told, and then "because no POLICY policy allows" or "with an explicit deny in a POLICY".
 */
const SAID =
  /User: (\S+) is not authorized to perform: ([\w-]+:\w+)(?: on resource: (\S+?))?(?: because| with|[.,]|\s|$)/;
const KINDS =
  'identity-based|resource-based|service control|resource control|permissions boundary|session|VPC endpoint';
const EXPLICIT = new RegExp(`explicit deny in an? (${KINDS})`, 'i');
const IMPLICIT = new RegExp(`because no (${KINDS})`, 'i');

export const explainDenied: Explain = (facts) => {
  const { name, status, message } = facts;
  if (
    !/AccessDenied|^NotAuthorized|UnauthorizedOperation|^Forbidden/.test(name) &&
    !(status === 403 && SAID.test(message))
  )
    return undefined;
  const [, who, told, resource] = SAID.exec(message) ?? [];
  const action = told ?? facts.action;
  if (action === undefined) {
    return {
      problem: `AWS denies this: ${message}`,
      hint: '"kelvin doctor --aws" finds out which of the actions that Kelvin needs are denied',
    };
  }
  const on = resource === undefined ? '' : ` on ${resource}`;
  const isOfCopy = /:function:kelvin-/.test(resource ?? '');
  const without =
    action === 'lambda:PublishVersion' && !isOfCopy
      ? `${WITHOUT_A_VERSION}; --copy publishes those of a copy. Else `
      : '';
  return {
    problem: `AWS denies ${action}${on}${whyText(message)}`,
    // The policy line stands at the end, to be copied.
    hint: `${without}${remedy(action, who, resource, facts)}`,
  };
};

function whyText(message: string): string {
  const explicit = EXPLICIT.exec(message)?.[1];
  if (explicit !== undefined) return `, explicitly, in ${article(explicit)}`;
  const implicit = IMPLICIT.exec(message)?.[1];
  return implicit === undefined ? '' : `: no ${named(implicit)} allows it`;
}

const named = (kind: string): string => (kind.endsWith('boundary') ? kind : `${kind} policy`);
const article = (kind: string): string => `${/^[aeio]/i.test(kind) ? 'an' : 'a'} ${named(kind)}`;

/** A policy of one's own helps where none allows it; what another denies is for whoever keeps that other one. */
function remedy(
  action: string,
  who: string | undefined,
  resource: string | undefined,
  { message }: ErrorFacts,
): string {
  const explicit = EXPLICIT.exec(message)?.[1];
  const keeper = keeperOf(explicit ?? IMPLICIT.exec(message)?.[1] ?? '');
  const need = needOf(action);
  const why = need === undefined ? '' : ` (Kelvin needs it to ${need.why})`;
  if (explicit !== undefined || keeper !== undefined) {
    const whose = keeper ?? 'whoever keeps the policy that denies it can';
    return `no policy of your own can allow it; ${whose}${why}`;
  }
  const line = JSON.stringify(statement([action], need?.on ?? ['account'], {}));
  const exact = resource === undefined ? line : JSON.stringify(lineFor(action, resource, need));
  return `${granteeText(who)} needs this line in a policy${why}: ${exact}`;
}

const lineFor = (action: string, resource: string, need: Permission | undefined) => {
  // A copy has another name each time; the account is left open, as everywhere.
  const pattern = resource
    .replace(/(?<=:)\d{12}(?=:)/, '*')
    .replace(/(:function:kelvin-|log-group:\/aws\/lambda\/kelvin-).*$/, '$1*');
  const onVersions = /:function:[^:]+:\d+$/.test(pattern) ? pattern.replace(/\d+$/, '*') : pattern;
  return { ...statement([action], need?.on ?? ['account'], {}), Resource: onVersions };
};

function keeperOf(policy: string): string | undefined {
  if (/service control|resource control/.test(policy)) return 'whoever manages the organization can';
  if (/permissions boundary/.test(policy)) return 'whoever set the permissions boundary can';
  if (/session/.test(policy)) return 'sign in with a session whose policy allows it';
  if (/VPC endpoint/i.test(policy)) return 'whoever keeps the policy of the VPC endpoint can';
  return undefined;
}

/** Without path, account and session. */
function granteeText(who: string | undefined): string {
  const role = /:assumed-role\/([^/]+)/.exec(who ?? '')?.[1];
  if (role !== undefined) return `the role ${role}`;
  const user = /:user\/(?:.*\/)?([^/]+)$/.exec(who ?? '')?.[1];
  return user === undefined ? 'whoever calls' : `the user ${user}`;
}

const needOf = (action: string): Permission | undefined =>
  needNames()
    .flatMap((need): readonly Permission[] => NEEDS[need])
    .find((it) => it.action === action);

export const explainDeniedByKms: Explain = ({ name, message }): Explanation | undefined =>
  /^KMS/.test(name)
    ? {
        problem: `Lambda cannot decrypt the function's environment: ${message}`,
        hint: 'the execution role of the function needs kms:Decrypt on its key, and the key must be enabled',
      }
    : undefined;
