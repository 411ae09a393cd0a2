import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { TelemetryType } from '../environment/platform-event.js';

/** The Telemetry API 2022-07-01, and the Logs API 2020-08-15 that it has replaced and that AWS still answers. */
export type TelemetryApi = 'telemetry' | 'logs';

const SCHEMA_VERSIONS = {
  telemetry: ['2022-07-01', '2022-12-13', '2025-01-29'],
  logs: ['2020-08-15', '2021-03-18'],
} as const;
export type SchemaVersion = (typeof SCHEMA_VERSIONS)[TelemetryApi][number];

/** Where events go, on the loopback of the environment. */
export type Address =
  | { readonly protocol: 'HTTP'; readonly port: number; readonly path: string }
  | { readonly protocol: 'TCP'; readonly port: number };

/** A batch is sent when one of these is reached. */
export interface Buffering {
  readonly maxItems: number;
  readonly maxBytes: number;
  readonly timeout: Milliseconds;
}

export interface Subscription {
  readonly api: TelemetryApi;
  readonly schemaVersion: SchemaVersion;
  readonly types: readonly TelemetryType[];
  readonly buffering: Buffering;
  readonly address: Address;
}

type Json = Readonly<Record<string, unknown>>;

/** AWS's limits and defaults ("Telemetry API reference", developer guide, read 2026-11); the Logs API has the same. */
const LIMITS = {
  maxItems: { least: 1000, most: 10_000, default: 10_000 },
  maxBytes: { least: 262_144, most: 1_048_576, default: 262_144 },
  timeoutMs: { least: 25, most: 30_000, default: 1000 },
} as const;

const TYPES: readonly TelemetryType[] = ['platform', 'function', 'extension'];

/**
 * Reads the body of a subscription.
 * @returns the subscription, or all that is wrong with it in one message, as AWS says it ("URI port is not provided;
 * types should not be empty", developer guide).
 */
export function readSubscription(api: TelemetryApi, body: string): Subscription | string {
  const request = parse(body);
  if (request === undefined) return 'failed to parse JSON: the body is not an object';
  const problems: string[] = [];
  const subscription = {
    api,
    schemaVersion: schemaVersionOf(api, request.schemaVersion, problems),
    address: addressOf(request.destination, problems),
    types: typesOf(request.types, problems),
    buffering: bufferingOf(request.buffering, problems),
  };
  return problems.length > 0 ? problems.join('; ') : (subscription as Subscription);
}

function parse(body: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(body);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function schemaVersionOf(api: TelemetryApi, value: unknown, problems: string[]): SchemaVersion | undefined {
  const known: readonly SchemaVersion[] = SCHEMA_VERSIONS[api];
  // The Logs API's first clients did not send one.
  if (value === undefined && api === 'logs') return known[0];
  const version = known.find((it) => it === value);
  if (version === undefined) {
    problems.push(
      value === undefined ? 'schemaVersion is not provided' : `schemaVersion should be one of ${list(known)}`,
    );
  }
  return version;
}

function typesOf(value: unknown, problems: string[]): TelemetryType[] {
  if (!Array.isArray(value) || value.length === 0) {
    problems.push('types should not be empty');
    return [];
  }
  if (value.some((it) => !TYPES.includes(it))) problems.push(`types should be of ${list(TYPES)}`);
  return TYPES.filter((type) => value.includes(type));
}

function addressOf(value: unknown, problems: string[]): Address | undefined {
  if (!isObject(value)) {
    problems.push('destination is not provided');
    return undefined;
  }
  if (value.protocol === 'HTTP') return httpAddress(value.URI, problems);
  if (value.protocol === 'TCP') return tcpAddress(value, problems);
  problems.push('destination protocol should be one of [HTTP, TCP]');
  return undefined;
}

/** The names under which an environment knows itself; `sandbox` is the Logs API's. */
const HOSTS = ['sandbox.localdomain', 'sandbox'];

function httpAddress(uri: unknown, problems: string[]): Address | undefined {
  const url = typeof uri === 'string' ? URL.parse(uri) : null;
  if (typeof uri !== 'string' || uri === '') problems.push('URI is not provided');
  else if (url === null || url.protocol !== 'http:') problems.push('URI should be an http address');
  else if (!HOSTS.includes(url.hostname)) problems.push(`URI host should be ${HOSTS[0]}`);
  else if (!/^\w+:\/\/[^/]*:\d/.test(uri)) problems.push('URI port is not provided');
  if (url === null || problems.length > 0) return undefined;
  // A URL leaves out the port that its protocol has anyway.
  return { protocol: 'HTTP', port: Number(url.port || 80), path: `${url.pathname}${url.search}` };
}

/** With a port of its own, as the Logs API documents it, or in an address. */
function tcpAddress({ port, URI: uri }: Json, problems: string[]): Address | undefined {
  const text = typeof uri === 'string' ? /:(\d+)\/?$/.exec(uri)?.[1] : undefined;
  const number = text === undefined ? port : Number(text);
  if (typeof number === 'number' && Number.isInteger(number) && number >= 1 && number <= 65_535) {
    return { protocol: 'TCP', port: number };
  }
  problems.push(number === undefined ? 'port is not provided' : 'port should be between 1 and 65535');
  return undefined;
}

function bufferingOf(value: unknown, problems: string[]): Buffering {
  const given = value === undefined || value === null ? {} : value;
  if (!isObject(given)) problems.push('buffering should be an object');
  const numberOf = (name: keyof typeof LIMITS): number => {
    const { least, most, default: usual } = LIMITS[name];
    const it = isObject(given) ? (given[name] ?? usual) : usual;
    if (typeof it === 'number' && Number.isInteger(it) && it >= least && it <= most) return it;
    problems.push(`${name} should be between ${least} and ${most}`);
    return usual;
  };
  return {
    maxItems: numberOf('maxItems'),
    maxBytes: numberOf('maxBytes'),
    timeout: milliseconds(numberOf('timeoutMs')),
  };
}

const list = (words: readonly string[]): string => `[${words.join(', ')}]`;
