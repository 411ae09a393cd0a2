import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';

/** To be put into a function's code: sends a value to the test. Files do not do: what a function sees is not the host's. */
export const TELL = `
const tell = (port, value) => new Promise((resolve) => {
  require('node:net').connect(port, '127.0.0.1').end(JSON.stringify(value), resolve);
});`;

/** Hears what functions tell. */
export class WordFromInside {
  readonly heard: unknown[] = [];
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async listen(): Promise<WordFromInside> {
    const server = createServer((socket) => {
      let text = '';
      socket.setEncoding('utf8').on('data', (chunk) => {
        text += chunk;
      });
      socket.on('error', () => {});
      // Who is killed in the middle of a word has said nothing.
      socket.once('end', () =>
        text.endsWith('}') || text.endsWith(']') ? it.heard.push(JSON.parse(text)) : undefined,
      );
    });
    const it = new WordFromInside(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return it;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  close(): void {
    this.#server.close();
  }
}
