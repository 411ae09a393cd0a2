import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FunctionReference } from '../functions/function-name.js';
import { functionArn } from '../functions/function-name.js';
import { conflict, notFound } from '../service-error.js';
import type { FunctionUrl } from './function-url.js';
import { createUrlServer, type UrlHost } from './url-server.js';

interface Served {
  url: FunctionUrl;
  readonly server: Server;
}

/**
 * All function URLs, each with a server of its own. They listen on loopback whatever the emulator does: a URL with
 * AuthType NONE runs code for everybody who reaches it, and the emulator promises that beyond this machine nobody does
 * that without a signature.
 */
export class FunctionUrls {
  readonly #host: UrlHost;
  /** By what they are for. One that is being opened has its place already, so that nobody else takes it meanwhile. */
  readonly #served = new Map<string, Served | 'opening'>();

  constructor(host: UrlHost) {
    this.#host = host;
  }

  /**
   * Serves a new URL, from when the promise is kept.
   *
   * @param port where it was before the emulator was started again; another is taken if that is not free any more
   * @throws ServiceError ResourceConflictException if its function or alias has one already
   */
  async open(url: Omit<FunctionUrl, 'port'>, port = 0): Promise<FunctionUrl> {
    const key = keyOf(url.target);
    if (this.#served.has(key)) throw exists(url.target);
    this.#served.set(key, 'opening');
    try {
      const served: Served = { url: { ...url, port }, server: createUrlServer(this.#host, () => served.url) };
      served.url = { ...url, port: await listen(served.server, port) };
      this.#served.set(key, served);
      return served.url;
    } catch (error) {
      this.#served.delete(key);
      throw error;
    }
  }

  /** @throws ServiceError ResourceNotFoundException. */
  find(target: FunctionReference): FunctionUrl {
    return this.#require(target).url;
  }

  all(): FunctionUrl[] {
    return [...this.#served.values()].flatMap((it) => (it === 'opening' ? [] : [it.url]));
  }

  /** Those of the function itself and of its aliases, the oldest first. */
  of({ region, name }: FunctionReference): FunctionUrl[] {
    return this.all().filter(({ target }) => target.region === region && target.name === name);
  }

  /** The address stays. @throws ServiceError ResourceNotFoundException. */
  replace(target: FunctionReference, change: Partial<FunctionUrl>): FunctionUrl {
    const served = this.#require(target);
    served.url = { ...served.url, ...change };
    return served.url;
  }

  /** @throws ServiceError ResourceNotFoundException. */
  remove(target: FunctionReference): void {
    const { server } = this.#require(target);
    this.#served.delete(keyOf(target));
    stop(server);
  }

  /** The function is gone, and all its URLs with it. */
  removeAllOf(target: FunctionReference): void {
    for (const url of this.of(target)) this.remove(url.target);
  }

  /** Nobody new is let in. @returns what ends those who are still there, for when the functions are gone. */
  close(): () => void {
    const servers = [...this.#served.values()].flatMap((it) => (it === 'opening' ? [] : [it.server]));
    this.#served.clear();
    for (const server of servers) stop(server);
    return () => {
      for (const server of servers) server.closeAllConnections();
    };
  }

  #require(target: FunctionReference): Served {
    const found = this.#served.get(keyOf(target));
    if (found === undefined || found === 'opening') throw notFound('The resource you requested does not exist.');
    return found;
  }
}

const keyOf = ({ region, name, qualifier = '' }: FunctionReference): string => `${region}:${name}:${qualifier}`;

const exists = (target: FunctionReference): Error =>
  conflict(
    `Failed to create function url config for [functionArn = ${functionArn(target)}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
  );

/** Whoever is being served gets the answer; who only keeps a connection loses it. */
function stop(server: Server): void {
  server.close();
  server.closeIdleConnections();
}

async function listen(server: Server, port: number): Promise<number> {
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening');
  } catch (error) {
    if (port === 0 || (error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    return listen(server, 0);
  }
  return (server.address() as AddressInfo).port;
}
