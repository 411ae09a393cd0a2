import { STSClient } from '@aws-sdk/client-sts';
import { naming, OUTERMOST } from '../troubles/index.js';
import type { RoleCredentials } from './assumed-role.js';
import { configuredEndpoint } from './configured-endpoint.js';

/** The SDK warns on the console, in the middle of a live view, when a profile is named and keys are set too. */
const nothing = (): void => {};
export const SILENT = { trace: nothing, debug: nothing, info: nothing, warn: nothing, error: nothing };

/** For calls that answer in a second or two. */
const PATIENCE = {
  maxAttempts: 4,
  requestHandler: { connectionTimeout: 5000, requestTimeout: 20_000, throwOnRequestTimeout: true },
};

/** What of a client's configuration says who is calling. */
export interface AccessConfig {
  readonly profile?: string;
  readonly credentials?: () => Promise<RoleCredentials>;
  readonly logger: typeof SILENT;
}

/** A client of STS as somebody, at the endpoint that environment and profile name for it. */
export function stsClient(who: Pick<AccessConfig, 'profile' | 'credentials'>, region: string | undefined): STSClient {
  const endpoint = configuredEndpoint('sts', who.profile);
  const client = new STSClient({
    ...{ ...who, ...PATIENCE, logger: SILENT },
    ...(region === undefined ? {} : { region }),
    ...(endpoint === undefined ? { ignoreConfiguredEndpointUrls: true } : { endpoint }),
  });
  client.middlewareStack.add(naming('sts'), OUTERMOST);
  return client;
}
