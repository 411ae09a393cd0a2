import { assemble } from './assembly.js';
import type { EmulatorFacts } from './facts.js';
import { isLoopback } from './http/loopback.js';
import { createService, listen } from './http/server.js';
import type { EmulatorOptions } from './options.js';

export interface Emulator {
  /** `http://127.0.0.1:40123`, for AWS_ENDPOINT_URL. */
  readonly endpoint: string;
  readonly facts: EmulatorFacts;
  /** Ends all execution environments and removes every trace but the folder of `--state`. May be called twice. */
  close(): Promise<void>;
}

/**
 * @throws an error with the code EADDRINUSE when the port is taken; nothing is left behind then
 * @throws StateError for a folder of `--state` that cannot be used
 * @throws Refusal where `limits` cannot be had on this host
 * @throws for an address that is not loopback when there are no credentials to sign with
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { host = '127.0.0.1', credentials = [] } = options;
  const isOpen = !isLoopback(host);
  if (isOpen && credentials.length === 0) {
    throw new Error(`Nobody can sign requests to ${host}: there are no credentials`);
  }
  const { service, takeDown } = await assemble(options, isOpen);
  const server = createService(service);
  const close = once(async () => {
    server.close();
    await takeDown();
    server.closeAllConnections();
  });
  try {
    const address = host.includes(':') ? `[${host}]` : host;
    service.endpoint = `http://${address}:${await listen(server, options.port, host)}`;
  } catch (error) {
    await close();
    throw error;
  }
  return { endpoint: service.endpoint, facts: service.facts, close };
}

function once(action: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | undefined;
  return () => {
    done ??= action();
    return done;
  };
}
