import { STSClient } from '@aws-sdk/client-sts';
import { naming, OUTERMOST } from '../troubles/index.js';
import { AssumedRole, type RoleCredentials } from './assumed-role.js';

/** By whose credentials, where that is said; without either the SDK's own chain decides. */
export interface Access {
  /** Of the user's AWS configuration files. */
  readonly profile?: string;
  /** ARN of a role, in this account or in another, that those credentials may assume. */
  readonly assumeRole?: string;
}

/** What of a client's configuration says who is calling. */
export interface AccessConfig {
  readonly profile?: string;
  readonly credentials?: () => Promise<RoleCredentials>;
  readonly logger: typeof SILENT;
}

/** The SDK warns on the console, in the middle of a live view, when a profile is named and keys are set too. */
const nothing = (): void => {};
const SILENT = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/** For calls that answer in a second or two. */
const PATIENCE = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 5000, requestTimeout: 20_000, throwOnRequestTimeout: true },
};

/** Only what names the access: the keys themselves are found by the clients. */
export const accessOf = ({ profile, assumeRole }: Access): Access => ({
  ...(profile === undefined ? {} : { profile }),
  ...(assumeRole === undefined ? {} : { assumeRole }),
});

export interface OpenAccess {
  readonly config: AccessConfig;
  close(): void;
}

/**
 * Turns profile and role into what the clients of one connection share. STS is called where the SDK's chain says
 * (`AWS_ENDPOINT_URL_STS`, else AWS), in the run's region: the endpoint of Lambda need not have it.
 */
export function openAccess({ profile, assumeRole }: Access, region: string | undefined): OpenAccess {
  const named = { ...(profile === undefined ? {} : { profile }), logger: SILENT };
  if (assumeRole === undefined) return { config: named, close: nothing };
  const sts = stsClient({ ...(profile === undefined ? {} : { profile }) }, region);
  const role = new AssumedRole(sts, assumeRole);
  return { config: { ...named, credentials: role.credentials }, close: () => sts.destroy() };
}

/** A client of STS as somebody. */
export function stsClient(who: Pick<AccessConfig, 'profile' | 'credentials'>, region: string | undefined): STSClient {
  const client = new STSClient({ ...who, ...PATIENCE, logger: SILENT, ...(region === undefined ? {} : { region }) });
  client.middlewareStack.add(naming('sts'), OUTERMOST);
  return client;
}
