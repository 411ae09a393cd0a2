import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DEFAULT_REGION } from '../functions/function-name.js';
import { requestTooLarge, ServiceError, serviceException } from '../service-error.js';
import { readBody } from './body.js';
import { matcher } from './match.js';
import type { Reply, Service, ServiceRequest } from './route.js';
import { routes } from './routes.js';

const match = matcher(routes);

/** A client has this long to send its request; how long it waits for an answer is its own affair. */
const REQUEST_TIMEOUT_MS = 60_000;
/** Longer than AWS's SDKs keep an idle connection, so that none of them writes to one that is just being closed. */
const KEEP_ALIVE_MS = 120_000;

export function createService(service: Service): Server {
  const server = createServer({ noDelay: true, keepAlive: true }, (request, response) => {
    serve(request, response, service).catch(() => response.destroy());
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
}

/** Rejects with the system's error, whose code is EADDRINUSE when the port is taken. */
export function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function serve(request: IncomingMessage, response: ServerResponse, service: Service): Promise<void> {
  const requestId = randomUUID();
  let reply: Reply;
  try {
    reply = await answer(request, requestId, service);
  } catch (error) {
    reply = errorReply(error, request.url === '/');
  }
  send(response, requestId, reply);
}

async function answer(request: IncomingMessage, requestId: string, service: Service): Promise<Reply> {
  refuseBrowsers(request);
  const [path = '/', search] = (request.url ?? '/').split('?');
  const matched = match(request.method ?? 'GET', path);
  if (matched === undefined) {
    request.resume();
    throw new ServiceError('UnknownOperationException', 404, `The emulator has no ${request.method} ${path}`);
  }
  const body = await readBody(request, matched.route.maxBodyBytes);
  if (body === undefined) {
    throw requestTooLarge(`Request must be smaller than ${matched.route.maxBodyBytes} bytes for this operation`);
  }
  const { headers } = request;
  const query = new URLSearchParams(search);
  const region = regionOf(request);
  const typed: ServiceRequest = { requestId, region, parameters: matched.parameters, query, headers, body };
  return matched.route.handle(typed, service);
}

/**
 * Any web page may send requests to a loopback port, and a function is code that runs on this machine. Browsers say where
 * a request comes from, and no AWS client does.
 */
function refuseBrowsers({ headers }: IncomingMessage): void {
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) {
    throw new ServiceError('AccessDeniedException', 403, 'The emulator does not serve web pages.');
  }
}

/** `Credential=AKID/20261121/eu-central-1/lambda/aws4_request`: nothing is checked but the region is taken from it. */
function regionOf({ headers }: IncomingMessage): string {
  const scope = /Credential=[^/]*\/\d+\/([a-z0-9-]+)\//.exec(headers.authorization ?? '');
  return scope?.[1] ?? DEFAULT_REGION;
}

/** @param isLogs whether the client speaks JSON 1.1, which has the error's name in the body and not in a header. */
function errorReply(error: unknown, isLogs: boolean): Reply {
  const known =
    error instanceof ServiceError ? error : serviceException(error instanceof Error ? error.message : String(error));
  const { type, status, message, details } = known;
  if (isLogs) {
    return { status, headers: { 'Content-Type': 'application/x-amz-json-1.1' }, body: { __type: type, message } };
  }
  const fault = status >= 500 ? 'Service' : 'User';
  return { status, headers: { 'x-amzn-ErrorType': type }, body: { Type: fault, Message: message, ...details } };
}

function send(response: ServerResponse, requestId: string, reply: Reply): void {
  if (response.destroyed) return;
  const { body } = reply;
  const bytes = body === undefined || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  response.writeHead(reply.status, {
    'Content-Type': 'application/json',
    'x-amzn-RequestId': requestId,
    ...(reply.status === 204 ? {} : { 'Content-Length': bytes?.length ?? 0 }),
    ...reply.headers,
  });
  response.end(bytes);
}
