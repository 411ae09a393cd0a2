import net = require('node:net');

import type { ErrorBody, RuntimeInvocation } from './types.cjs';

const RUNTIME = '/2018-06-01/runtime';
/** The Runtime API refuses responses of more than 6 MB, and AWS's clients log that before they ask for the next event. */
const ALONE = 65_536;

/**
 * The Runtime API over one kept-alive connection. Written by hand on a socket: loading node:http would be a part of
 * every cold start, and here an answer and the wish for the next invocation can leave in one packet.
 *
 * Only while it waits for something does it keep the process alive: a function whose event loop runs empty has to be
 * noticed, as AWS's clients notice it.
 */
class RuntimeClient {
  readonly #socket: net.Socket;
  /** `127.0.0.1:9001`. */
  readonly address: string;
  readonly #waiting: ((it: RuntimeInvocation) => void)[] = [];
  #chunks: Buffer[] = [];
  #size = 0;
  /** How long the message is that comes in; 0 while its head is not complete. */
  #wanted = 0;

  constructor(address: string) {
    const [host = '127.0.0.1', port = '80'] = address.split(':');
    this.address = address;
    this.#socket = net.createConnection({ host, port: Number(port), noDelay: true });
    this.#socket.on('data', (chunk: Buffer) => this.#receive(chunk));
    // Without the Runtime API there is nothing left to live for.
    this.#socket.on('error', () => process.exit(1));
    this.#socket.on('close', () => process.exit(1));
    this.#socket.unref();
  }

  /** @param answer a request made by `response` or `error`, to be sent along. */
  async next(answer?: string): Promise<RuntimeInvocation> {
    const get = `GET ${RUNTIME}/invocation/next HTTP/1.1\r\nHost: ${this.address}\r\n\r\n`;
    if (answer === undefined) return accepted(await this.send(get));
    if (answer.length > ALONE) {
      complain(await this.send(answer));
      return accepted(await this.send(get));
    }
    const answered = this.#answer();
    const next = this.send(answer + get);
    complain(await answered);
    return accepted(await next);
  }

  /** Sends a request of its own and waits until it is answered. */
  send(request: string): Promise<RuntimeInvocation> {
    const answer = this.#answer();
    this.#socket.write(request);
    return answer;
  }

  response(invocation: RuntimeInvocation, body: string): string {
    return this.#post(`invocation/${idOf(invocation)}/response`, body, echo(invocation));
  }

  error(invocation: RuntimeInvocation, body: ErrorBody): string {
    return this.#post(`invocation/${idOf(invocation)}/error`, JSON.stringify(body), echo(invocation));
  }

  initError(body: ErrorBody): string {
    const type = `Lambda-Runtime-Function-Error-Type: ${body.errorType.replace(/[^\w.]/g, '_')}\r\n`;
    return this.#post('init/error', JSON.stringify(body), type);
  }

  #post(path: string, body: string, headers: string): string {
    const head = `POST ${RUNTIME}/${path} HTTP/1.1\r\nHost: ${this.address}\r\nContent-Type: application/json\r\n`;
    return `${head}Content-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`;
  }

  #answer(): Promise<RuntimeInvocation> {
    this.#socket.ref();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #receive(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size < this.#wanted) return;
    let rest: Buffer = this.#chunks.length === 1 ? chunk : Buffer.concat(this.#chunks);
    this.#wanted = 0;
    for (let end = rest.indexOf('\r\n\r\n'); end >= 0; end = rest.indexOf('\r\n\r\n')) {
      const { status, headers } = parseHead(rest.toString('latin1', 0, end));
      const bodyEnd = end + 4 + Number(headers.get('content-length') ?? 0);
      if (rest.length < bodyEnd) {
        this.#wanted = bodyEnd;
        break;
      }
      this.#arrived({ status, headers, body: rest.subarray(end + 4, bodyEnd) });
      rest = rest.subarray(bodyEnd);
    }
    this.#chunks = rest.length === 0 ? [] : [rest];
    this.#size = rest.length;
  }

  #arrived(message: RuntimeInvocation): void {
    const resolve = this.#waiting.shift();
    if (this.#waiting.length === 0) this.#socket.unref();
    resolve?.(message);
  }
}

const idOf = ({ headers }: RuntimeInvocation): string =>
  encodeURIComponent(headers.get('lambda-runtime-aws-request-id') ?? '');

/** Tells a late answer to an earlier attempt from one to this. */
function echo({ headers }: RuntimeInvocation): string {
  const id = headers.get('lambda-runtime-invocation-id');
  return id === undefined ? '' : `Lambda-Runtime-Invocation-Id: ${id}\r\n`;
}

function parseHead(head: string): { status: number; headers: Map<string, string> } {
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  return { status: Number(statusLine.split(' ', 2)[1]), headers };
}

function accepted(invocation: RuntimeInvocation): RuntimeInvocation {
  if (invocation.status !== 200) throw new Error(`Failed to get next invocation, error ${invocation.status}`);
  return invocation;
}

/** The line of AWS's native client (aws-lambda-cpp), well known from responses that are too large. */
function complain({ status }: RuntimeInvocation): void {
  if (status < 300) return;
  const text = `Failed to post handler success response. Http response code: ${status}.`;
  process.stdout.write(`[ERROR] [${Date.now()}] LAMBDA_RUNTIME ${text}\n`);
}

export = RuntimeClient;
