import type { IncomingHttpHeaders } from 'node:http';
import type { Pool } from '../environment/pool.js';
import type { CodeStore } from '../functions/code-store.js';
import type { Registry } from '../functions/registry.js';
import type { LayerRegistry } from '../layers/layer-registry.js';
import type { LogStore } from '../logs/log-store.js';

/** What actions work on. */
export interface Service {
  readonly registry: Registry;
  readonly code: CodeStore;
  readonly layers: LayerRegistry;
  readonly pool: Pool;
  readonly logs: LogStore;
  readonly facts: object;
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
  /** An object is sent as JSON. */
  readonly body?: object | Buffer;
}

/** One thing to ask for that is none of the operations of AWS's model, or is not done by it: see `routes.ts`. */
export interface Route {
  readonly method: string;
  /** `/2015-03-31/functions/:name/code`. */
  readonly path: string;
  readonly maxBodyBytes: number;
  handle(request: ServiceRequest, service: Service): Promise<Reply> | Reply;
}

export const KILOBYTE = 1024;
export const MEGABYTE = 1_048_576;

export function headerOf(request: ServiceRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
