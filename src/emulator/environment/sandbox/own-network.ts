import { Server, Socket } from 'node:net';
import { Insider } from './insider.js';
import type { Doors } from './sandbox.js';

/** AWS's, by what functions of each runtime have found in AWS_LAMBDA_RUNTIME_API (recorded 2026-01). */
export const RUNTIME_API = { host: '169.254.100.1', port: 9001 } as const;

/**
 * The network of one environment, in which there is nothing but itself and the Runtime API. A socket belongs to the
 * network that it was opened in, whoever holds it (network_namespaces(7)): so the one that the emulator answers at is
 * opened inside and passed out. A pair of virtual interfaces would need addresses and routes on the host, and a relay
 * would make every invocation slower.
 */
export class OwnNetwork implements Doors {
  readonly runtimeApi: Server;
  readonly #into: readonly string[];
  #insider: Insider | undefined;

  private constructor(into: readonly string[], runtimeApi: Server) {
    this.#into = into;
    this.runtimeApi = runtimeApi;
  }

  /** @param into put in front of a program that is to run there @throws where the host does not let it in */
  static async open(into: readonly string[]): Promise<OwnNetwork> {
    const insider = new Insider(into);
    try {
      const server = await insider.open('listen', RUNTIME_API.host, RUNTIME_API.port);
      if (!(server instanceof Server)) throw new Error('a socket of another kind came');
      return new OwnNetwork(into, server);
    } finally {
      insider.end();
    }
  }

  /** Whoever asks once asks again: whoever did it for him stays. */
  readonly connect = async (host: string, port: number): Promise<Socket> => {
    if (this.#insider?.isAlive !== true) this.#insider = new Insider(this.#into);
    const socket = await this.#insider.open('connect', host, port);
    if (socket instanceof Socket) return socket;
    throw new Error('a socket of another kind came');
  };

  /** Nobody can connect any more, from either side. */
  end(): void {
    this.#insider?.end();
    this.runtimeApi.close();
  }
}
