import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Holds invocations: a handler that asks `url` goes on when the test lets it. */
export class Gate {
  readonly url: string;
  readonly #waiting: ServerResponse[];
  readonly #close: () => void;
  #onArrival: () => void = () => {};

  private constructor(url: string, waiting: ServerResponse[], close: () => void) {
    this.url = url;
    this.#waiting = waiting;
    this.#close = close;
  }

  static async open(): Promise<Gate> {
    const waiting: ServerResponse[] = [];
    const server = createServer((_request, response) => {
      waiting.push(response);
      gate.#onArrival();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const gate = new Gate(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, waiting, () => {
      server.closeAllConnections();
      server.close();
    });
    return gate;
  }

  /** Comes when so many handlers stand at the gate. */
  arrivals(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#onArrival = () => {
        if (this.#waiting.length >= count) resolve();
      };
      this.#onArrival();
    });
  }

  release(): void {
    for (const response of this.#waiting.splice(0)) response.end();
  }

  close(): void {
    this.#close();
  }
}

/** Answers with what started its environment; waits at the gate of the event, if there is one. */
export const gatedSource = {
  'index.mjs': `
    export const handler = async (event) => {
      if (event.gate) await fetch(event.gate);
      return process.env.AWS_LAMBDA_INITIALIZATION_TYPE;
    }`,
};
