import { TargetError } from '../error.js';
import { readSharedProfile } from './shared-config.js';

/** A service as `AWS_ENDPOINT_URL_` and a `[services]` section call it. */
export type ServiceName = 'lambda' | 'cloudwatch_logs' | 'sts';

/**
 * Where the user's environment and profile have a service be called, in the order of AWS's SDKs: `AWS_ENDPOINT_URL_LAMBDA`,
 * `AWS_ENDPOINT_URL`, the profile's `[services]` section, its `endpoint_url` (AWS SDKs reference guide, "Service-specific
 * endpoints", read 2026-11). Undefined where AWS itself is meant.
 * @throws TargetError where a profile names services that are not there, or an address that is none
 */
export function configuredEndpoint(
  service: ServiceName,
  profileName: string | undefined,
  env: NodeJS.ProcessEnv = process.env,
): string | undefined {
  const { profile, services } = readSharedProfile(profileName, env);
  const isIgnored = env.AWS_IGNORE_CONFIGURED_ENDPOINT_URLS ?? profile.ignore_configured_endpoint_urls;
  if (isIgnored?.toLowerCase() === 'true') return undefined;
  const inEnvironment = env[`AWS_ENDPOINT_URL_${service.toUpperCase()}`] || env.AWS_ENDPOINT_URL;
  const url = inEnvironment || serviceUrl(service, profile.services, services) || profile.endpoint_url;
  if (url === undefined || url === '') return undefined;
  if (/^https?:$/.test(URL.parse(url)?.protocol ?? '')) return url;
  const where = inEnvironment ? 'AWS_ENDPOINT_URL' : 'endpoint_url in the AWS profile';
  throw new TargetError(`${where} is no address`, 'such as http://127.0.0.1:9001');
}

function serviceUrl(
  service: ServiceName,
  named: string | undefined,
  services: ReturnType<typeof readSharedProfile>['services'],
): string | undefined {
  if (named === undefined) return undefined;
  const section = services(named);
  if (section !== undefined) return section[`${service}.endpoint_url`];
  throw new TargetError(
    `the AWS profile names the services ${named}, and there is no section [services ${named}]`,
    'add it to the AWS configuration file, or leave "services" out of the profile',
  );
}
