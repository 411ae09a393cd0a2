/** Supported by AWS as of 2026-11 (Developer Guide, "Lambda runtimes"). */
export const SUPPORTED_RUNTIMES = [
  'nodejs24.x',
  'nodejs22.x',
  'python3.14',
  'python3.13',
  'python3.12',
  'python3.11',
  'java25',
  'java21',
  'java17',
  'java11',
  'java8.al2',
  'dotnet10',
  'ruby4.0',
  'ruby3.4',
  'ruby3.3',
  'provided.al2023',
] as const;

/**
 * Deprecated, with the day: no more patches, but functions can still be made with them until 2027-02-01 (the same
 * page). Measuring one before moving it is a good reason to use Kelvin, so they are accepted.
 */
export const DEPRECATED_RUNTIMES = {
  'nodejs20.x': '2026-04-30',
  'nodejs18.x': '2025-09-01',
  'python3.10': '2026-10-31',
  'python3.9': '2025-12-15',
  dotnet8: '2026-11-10',
  'ruby3.2': '2026-03-31',
  'provided.al2': '2026-07-31',
} as const;

/** Identifiers that the API still knows but makes no functions with (enum `Runtime` of botocore 1.43.11). */
const RETIRED_RUNTIMES = (
  'nodejs nodejs4.3 nodejs4.3-edge nodejs6.10 nodejs8.10 nodejs10.x nodejs12.x nodejs14.x nodejs16.x java8 go1.x ' +
  'python2.7 python3.6 python3.7 python3.8 dotnetcore1.0 dotnetcore2.0 dotnetcore2.1 dotnetcore3.1 dotnet6 ruby2.5 ' +
  'ruby2.7 provided'
).split(' ');

type DeprecatedRuntime = keyof typeof DEPRECATED_RUNTIMES;
export type Runtime = (typeof SUPPORTED_RUNTIMES)[number] | DeprecatedRuntime;

const deprecated = Object.keys(DEPRECATED_RUNTIMES) as DeprecatedRuntime[];
export const RUNTIMES: readonly Runtime[] = [...SUPPORTED_RUNTIMES, ...deprecated];

export const RUNTIME_LIST = `${SUPPORTED_RUNTIMES.join(', ')}; deprecated: ${deprecated.join(', ')}`;

export const isRetired = (runtime: string): boolean => RETIRED_RUNTIMES.includes(runtime);

export type RuntimeFamily = 'nodejs' | 'python' | 'provided' | 'other';

/** How the runtime finds its handler. */
export function runtimeFamily(runtime: Runtime): RuntimeFamily {
  const family = (['nodejs', 'python', 'provided'] as const).find((name) => runtime.startsWith(name));
  return family ?? 'other';
}
