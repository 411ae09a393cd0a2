import type { IncomingHttpHeaders } from 'node:http';
import type { AsynchronousInvocations } from '../asynchronous/asynchronous-invocations.js';
import type { Clock } from '../clock.js';
import type { CodeSigningConfigs } from '../code-signing/code-signing-configs.js';
import type { ConcurrencyLedger } from '../concurrency/ledger.js';
import type { ProvisionedConcurrency } from '../concurrency/provisioned-concurrency.js';
import type { Pool } from '../environment/pool.js';
import type { EventSourceMappings } from '../event-sources/event-source-mappings.js';
import type { EmulatorFacts } from '../facts.js';
import type { CodeStore } from '../functions/code-store.js';
import type { Registry } from '../functions/registry.js';
import type { LayerPolicies } from '../layers/layer-policies.js';
import type { LayerRegistry } from '../layers/layer-registry.js';
import type { LogStore } from '../logs/log-store.js';
import type { PlatformNoise } from '../platform-noise/platform-noise.js';
import type { RoleSessions } from '../role-sessions.js';
import type { FunctionUrls } from '../urls/function-urls.js';
import type { SignatureVerifier } from './signature/verifier.js';

/** Where what users make survives the emulator. */
export interface Keeper {
  /** To be awaited before a change is answered. */
  save(): Promise<void>;
  close(): Promise<void>;
}

/** What actions work on. */
export interface Service {
  readonly clock: Clock;
  readonly registry: Registry;
  readonly code: CodeStore;
  readonly layers: LayerRegistry;
  readonly layerPolicies: LayerPolicies;
  readonly codeSigning: CodeSigningConfigs;
  readonly eventSources: EventSourceMappings;
  readonly pool: Pool;
  readonly ledger: ConcurrencyLedger;
  readonly provisioned: ProvisionedConcurrency;
  /** Given on request alone. */
  readonly noise?: PlatformNoise;
  /** Invocations of the type Event. */
  readonly events: AsynchronousInvocations;
  readonly logs: LogStore;
  readonly urls: FunctionUrls;
  /** Those that STS has given keys for. */
  readonly roleSessions: RoleSessions;
  readonly facts: EmulatorFacts;
  /** Given when there is a folder to keep it in. */
  state?: Keeper;
  /** Given when every request has to be signed. */
  readonly signatures?: SignatureVerifier;
  endpoint: string;
}

/** A request as a route sees it: matched, read whole, its region known. */
export interface ServiceRequest {
  readonly requestId: string;
  readonly region: string;
  /** The parts of the path that the route's pattern names, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Reply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, and what comes bit by bit is sent so. */
  readonly body?: object | Buffer | AsyncIterable<Buffer>;
}

/** One thing to ask for that is none of the operations of AWS's model, or is not done by it: see `routes.ts`. */
export interface Route {
  readonly method: string;
  /** `/2015-03-31/functions/:name/code`. */
  readonly path: string;
  readonly maxBodyBytes: number;
  /** Whoever knows the address may have it, as with a presigned one of S3. */
  readonly isPublic?: true;
  handle(request: ServiceRequest, service: Service): Promise<Reply> | Reply;
}

export const KILOBYTE = 1024;
export const MEGABYTE = 1_048_576;

export function headerOf(request: ServiceRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
