import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * The peer of the benchmark, the least that passes an invocation from a client to a runtime process and back: no logs,
 * no limits, no reports, no timeouts, one function.
 */
const jobs: { id: string; body: Buffer; client: ServerResponse }[] = [];
const waiting: ServerResponse[] = [];
const running = new Map<string, ServerResponse>();
let lastId = 0;

function handOver(): void {
  while (jobs.length > 0 && waiting.length > 0) {
    const [job, runtime] = [jobs.shift(), waiting.pop()];
    if (job === undefined || runtime === undefined) return;
    running.set(job.id, job.client);
    runtime.writeHead(200, { 'Content-Length': job.body.length, 'Lambda-Runtime-Aws-Request-Id': job.id });
    runtime.end(job.body);
  }
}

function serve({ method, url = '' }: IncomingMessage, response: ServerResponse, body: Buffer): void {
  if (method === 'GET') {
    waiting.push(response);
  } else if (url.endsWith('/invocations')) {
    lastId += 1;
    jobs.push({ id: String(lastId), body, client: response });
  } else {
    const id = url.split('/')[4] ?? '';
    running.get(id)?.writeHead(200, { 'Content-Length': body.length }).end(body);
    running.delete(id);
    response.writeHead(202, { 'Content-Length': 0 }).end();
  }
  handOver();
}

const server = createServer({ noDelay: true, keepAliveTimeout: 0 }, (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => serve(request, response, Buffer.concat(chunks)));
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit());
