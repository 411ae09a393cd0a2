import type { Server } from 'node:net';
import { type EpochMilliseconds, epochMilliseconds, type Milliseconds } from '../../../units/index.js';
import type { Clock } from '../../clock.js';
import type { EventForExtension } from '../effect.js';
import type { Invocation } from '../invocation.js';
import { ExtensionsApi, type ExtensionsApiOptions } from './extensions-api.js';
import { RuntimeApi, type RuntimeApiOptions } from './runtime-api.js';
import { SocketServer } from './socket-server.js';

/** All that the processes of one execution environment talk to, at the one address that they are given. */
export class Apis {
  readonly #clock: Clock;
  readonly #runtime: RuntimeApi;
  readonly #extensions: ExtensionsApi;
  readonly #server = new SocketServer((exchange) =>
    this.#extensions.isFor(exchange) ? this.#extensions.serve(exchange) : this.#runtime.serve(exchange),
  );

  constructor(clock: Clock, runtime: RuntimeApiOptions, extensions: ExtensionsApiOptions) {
    this.#clock = clock;
    this.#runtime = new RuntimeApi(runtime);
    this.#extensions = new ExtensionsApi(extensions);
  }

  /** @param given see `ApiServer` @returns `ADDRESS:PORT` for AWS_LAMBDA_RUNTIME_API. */
  listen(given?: Server): Promise<string> {
    return this.#server.listen(given);
  }

  /** @param deadline monotonic. */
  deliver(invocation: Invocation, deadline: Milliseconds): void {
    this.#runtime.deliver(invocation, this.#epochOf(deadline));
  }

  deliverEvent(id: string, event: EventForExtension): void {
    this.#extensions.deliver(id, event, this.#epochOf(event.deadline));
  }

  /** Hangs up on everybody: their processes are to die. */
  disconnect(): void {
    this.#server.disconnect();
    this.#runtime.disconnected();
    this.#extensions.disconnected();
  }

  close(): void {
    this.disconnect();
    this.#server.close();
  }

  #epochOf(moment: Milliseconds): EpochMilliseconds {
    return epochMilliseconds(this.#clock.epoch() + moment - this.#clock.monotonic());
  }
}
