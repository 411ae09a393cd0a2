import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface QueueRequest {
  readonly url: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface QueueAnswer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const TAKEN: QueueAnswer = { status: 200, type: 'application/x-amz-json-1.0', body: '{}' };

/** Stands in for SQS: answers as told and remembers what it was asked. */
export class QueueServer {
  readonly url: string;
  readonly requests: QueueRequest[] = [];
  readonly close: () => void;

  private constructor(url: string, close: () => void) {
    this.url = url;
    this.close = close;
  }

  static async start(answer: (request: QueueRequest) => QueueAnswer = () => TAKEN): Promise<QueueServer> {
    const server = createServer(async (request, response) => {
      const seen = { url: request.url, headers: request.headers, body: await text(request) };
      it.requests.push(seen);
      const { status, type, body } = answer(seen);
      response.writeHead(status, { 'Content-Type': type }).end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const it = new QueueServer(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, () => {
      server.closeAllConnections();
      server.close();
    });
    return it;
  }

  /** The messages of SendMessage that have come, in the JSON protocol. */
  get messages(): { QueueUrl: string; MessageBody: string; MessageAttributes?: object }[] {
    return this.requests.map(({ body }) => JSON.parse(body));
  }
}
