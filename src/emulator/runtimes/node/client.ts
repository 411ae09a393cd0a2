import { createConnection, type Socket } from 'node:net';

/** One invocation as the Runtime API hands it over. */
export interface RuntimeInvocation {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

interface Waiting {
  readonly resolve: (it: RuntimeInvocation) => void;
}

/**
 * The Runtime API over one kept-alive connection. Written by hand on a socket: loading node:http would be a part of
 * every cold start, and here an answer and the wish for the next invocation can leave in one packet.
 */
export class RuntimeClient {
  readonly #socket: Socket;
  readonly #host: string;
  readonly #waiting: Waiting[] = [];
  #received: Buffer = Buffer.alloc(0);

  constructor(address: string) {
    const [host = '127.0.0.1', port = '80'] = address.split(':');
    this.#host = address;
    this.#socket = createConnection({ host, port: Number(port), noDelay: true });
    this.#socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    // Without the Runtime API there is nothing left to live for.
    this.#socket.on('error', () => process.exit(1));
    this.#socket.on('close', () => process.exit(1));
  }

  /** @param answer a request made by `post`, to be sent along. */
  next(answer: Buffer | undefined): Promise<RuntimeInvocation> {
    const get = `GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: ${this.#host}\r\n\r\n`;
    if (answer === undefined) return this.#send(get);
    const answered = this.#answers();
    const next = this.#send(Buffer.concat([answer, Buffer.from(get)]));
    return answered.then(() => next);
  }

  /** Sends a request of its own and waits until it is answered. */
  send(request: Buffer): Promise<RuntimeInvocation> {
    return this.#send(request);
  }

  post(path: string, body: string, headers: Readonly<Record<string, string>>): Buffer {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    const head = `POST /2018-06-01/runtime/${path} HTTP/1.1\r\nHost: ${this.#host}\r\nContent-Type: application/json\r\n`;
    return Buffer.from(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n${lines.join('')}\r\n${body}`);
  }

  #send(bytes: Buffer | string): Promise<RuntimeInvocation> {
    const answer = this.#answers();
    this.#socket.write(bytes);
    return answer;
  }

  #answers(): Promise<RuntimeInvocation> {
    return new Promise((resolve) => this.#waiting.push({ resolve }));
  }

  #receive(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      if (end < 0) return;
      const headers = parseHeaders(this.#received.toString('latin1', 0, end));
      const bodyEnd = end + 4 + Number(headers.get('content-length') ?? 0);
      if (this.#received.length < bodyEnd) return;
      const body = this.#received.subarray(end + 4, bodyEnd);
      this.#received = this.#received.subarray(bodyEnd);
      this.#waiting.shift()?.resolve({ headers, body });
    }
  }
}

function parseHeaders(head: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of head.split('\r\n').slice(1)) {
    const colon = line.indexOf(':');
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}
