import { AssumedRole } from './assumed-role.js';
import { type AccessConfig, SILENT, stsClient } from './sts-client.js';

/** By whose credentials, where that is said; without either the SDK's own chain decides. */
export interface Access {
  /** Of the user's AWS configuration files. */
  readonly profile?: string;
  /** ARN of a role, in this account or in another, that those credentials may assume. */
  readonly assumeRole?: string;
}

/** Only what names the access: the keys themselves are found by the clients. */
export const accessOf = ({
  profile,
  assumeRole,
}: { readonly [Name in keyof Access]: Access[Name] | undefined }): Access => ({
  ...(profile === undefined ? {} : { profile }),
  ...(assumeRole === undefined ? {} : { assumeRole }),
});

export interface OpenAccess {
  readonly config: AccessConfig;
  close(): void;
}

/**
 * Turns profile and role into what the clients of one connection share. STS is called where the user's configuration
 * says (`AWS_ENDPOINT_URL_STS`, the profile, else AWS), in the run's region: the endpoint of Lambda need not have it.
 */
export function openAccess({ profile, assumeRole }: Access, region: string | undefined): OpenAccess {
  const named = { ...(profile === undefined ? {} : { profile }), logger: SILENT };
  if (assumeRole === undefined) return { config: named, close: () => {} };
  const sts = stsClient({ ...(profile === undefined ? {} : { profile }) }, region);
  const role = new AssumedRole(sts, assumeRole);
  return { config: { ...named, credentials: role.credentials }, close: () => sts.destroy() };
}
