import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { writeError } from '../api/write-error.js';
import { writeQueryError } from '../api/write-query-error.js';
import { DEFAULT_REGION } from '../functions/function-name.js';
import { ServiceError, serviceException } from '../service-error.js';
import { Bodies } from './body.js';
import { matcher } from './match.js';
import { findLambdaOperation, findLogsOperation, type MatchedOperation } from './operation-table.js';
import { perform } from './perform.js';
import { MEGABYTE, type Reply, type Service, type ServiceRequest } from './route.js';
import { routes } from './routes.js';
import { sendChunks } from './send-chunks.js';
import type { RequestHead } from './signature/canonical-request.js';
import type { Audience } from './signature/verifier.js';

const match = matcher(routes);

/** A client has this long to send its request; how long it waits for an answer is its own affair. */
const REQUEST_TIMEOUT_MS = 60_000;
/** Longer than AWS's SDKs keep an idle connection, so that none of them writes to one that is just being closed. */
const KEEP_ALIVE_MS = 120_000;

/** A larger body is not copied. */
const MAX_JOINED_BYTES = 16_384;

export function createService(service: Service): Server {
  const bodies = new Bodies();
  const server = createServer({ noDelay: true, keepAlive: true }, (request, response) => {
    serve(request, response, { service, bodies }).catch(() => response.destroy());
  });
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.headersTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => refuseMalformed(error, socket));
  return server;
}

/** What is no HTTP, is too slow or has too much of a head never becomes a request: it is answered by hand, and hung up on. */
function refuseMalformed({ code = '' }: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status = MALFORMED[code] ?? '400 Bad Request';
  const body = JSON.stringify({ message: status.slice(4) });
  const head = `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close`;
  socket.end(`${head}\r\n\r\n${body}`);
}

const MALFORMED: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

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

interface Serving {
  readonly service: Service;
  readonly bodies: Bodies;
}

async function serve(request: IncomingMessage, response: ServerResponse, serving: Serving): Promise<void> {
  const requestId = randomUUID();
  let reply: Reply;
  try {
    reply = await answer(request, requestId, serving);
  } catch (error) {
    request.resume();
    reply = errorReply(error, audienceOf((request.url ?? '').split('?')[0] ?? '', request.headers), requestId);
  }
  send(response, requestId, reply);
}

async function answer(request: IncomingMessage, requestId: string, { service, bodies }: Serving): Promise<Reply> {
  if (isForUrl(request)) return NO_SUCH_URL;
  refuseBrowsers(request);
  const [path = '/', search] = (request.url ?? '/').split('?');
  const { method = 'GET', headers } = request;
  const query = new URLSearchParams(search);
  const special = isForLogs(path, headers) ? undefined : match(method, path);
  const signature = special?.route.isPublic
    ? undefined
    : service.signatures?.open(headOf(request), audienceOf(path, headers));
  const found = special ?? operationFor(method, path, query, headers);
  const limit = 'route' in found ? found.route.maxBodyBytes : maxBodyBytes(found);
  const body = await bodies.read(request, limit);
  if (body === undefined) throw tooLarge(limit, 'route' in found ? '' : ` for the ${found.operation.name} operation`);
  signature?.verify(body);
  const region = signature?.region ?? regionOf(headers, query);
  const typed: ServiceRequest = { requestId, region, parameters: {}, query, headers, body };
  if (!('route' in found)) return perform(found, typed, service);
  return found.route.handle({ ...typed, parameters: found.parameters }, service);
}

function operationFor(
  method: string,
  path: string,
  query: URLSearchParams,
  headers: IncomingMessage['headers'],
): MatchedOperation {
  const target = headers['x-amz-target'];
  const found =
    typeof target === 'string' && path === '/' ? findLogsOperation(target) : findLambdaOperation(method, path, query);
  if (typeof found === 'object') return found;
  const what = found === undefined ? `${method} ${path}` : `operation ${found} yet`;
  throw new ServiceError('UnknownOperationException', 404, `The emulator has no ${what}`);
}

/** A zip of 50 MB in base64 and the rest of the request: AWS's own figure, from its message. */
const UPLOAD_BYTES = 70_167_211;
const LIMITS: ReadonlyMap<string, number> = new Map([
  ['CreateFunction', UPLOAD_BYTES],
  ['UpdateFunctionCode', UPLOAD_BYTES],
  ['PublishLayerVersion', UPLOAD_BYTES],
  // Read past the limit, so that the refusal can say how large the payload was.
  ['InvokeWithResponseStream', 32 * MEGABYTE],
]);
const maxBodyBytes = ({ operation }: MatchedOperation): number => LIMITS.get(operation.name) ?? 2 * MEGABYTE;

const tooLarge = (limit: number, operation: string): ServiceError =>
  new ServiceError('RequestEntityTooLargeException', 413, `Request must be smaller than ${limit} bytes${operation}`);

/** Function URLs have ports of their own: whoever asks here for one by AWS's name for it has one that does not exist. */
const isForUrl = ({ headers }: IncomingMessage): boolean => /^[^.]+\.lambda-url\./i.test(headers.host ?? '');

/** In AWS's words, the missing text included (recorded in 2025-11 by asking for a name that nobody has). */
const NO_SUCH_URL: Reply = {
  status: 403,
  headers: { 'x-amzn-ErrorType': 'AccessDeniedException' },
  body: { Message: null },
};

/**
 * Any web page may send requests to a loopback port, and a function is code that runs on this machine. Browsers say where
 * a request comes from, and no AWS client does.
 */
function refuseBrowsers({ headers }: IncomingMessage): void {
  if (headers.origin !== undefined || headers['sec-fetch-site'] !== undefined) {
    throw new ServiceError('AccessDeniedException', 403, 'The emulator does not serve web pages.');
  }
}

const headOf = ({ method = '', url = '', rawHeaders }: IncomingMessage): RequestHead => ({
  method,
  target: url,
  rawHeaders,
});

/** CloudWatch Logs has one path for all operations, which it shares with STS, and a header that names which. */
const isForLogs = (path: string, headers: IncomingMessage['headers']): boolean =>
  path === '/' && headers['x-amz-target'] !== undefined;

function audienceOf(path: string, headers: IncomingMessage['headers']): Audience {
  if (isForLogs(path, headers)) return { service: 'logs' };
  return { service: path === '/' ? 'sts' : 'lambda' };
}

/**
 * `Credential=AKID/20261121/eu-central-1/lambda/aws4_request`, in the header or in the query string of a presigned
 * address: where nobody has to sign, nothing is checked but the region is taken from it.
 */
function regionOf({ authorization = '' }: IncomingMessage['headers'], query: URLSearchParams): string {
  const signed = authorization === '' ? `Credential=${query.get('X-Amz-Credential')}` : authorization;
  return /Credential=[^/]*\/\d+\/([a-z0-9-]+)\//.exec(signed)?.[1] ?? DEFAULT_REGION;
}

function errorReply(error: unknown, { service }: Audience, requestId: string): Reply {
  const known =
    error instanceof ServiceError ? error : serviceException(error instanceof Error ? error.message : String(error));
  const written =
    service === 'sts' ? writeQueryError(known, requestId) : writeError(service === 'logs' ? 'logs' : 'lambda', known);
  const { status, headers, body } = written;
  return { status, headers, ...(body === undefined ? {} : { body }) };
}

function send(response: ServerResponse, requestId: string, reply: Reply): void {
  if (response.destroyed) return;
  const { body } = reply;
  if (body !== undefined && Symbol.asyncIterator in body) {
    response.writeHead(reply.status, { 'x-amzn-RequestId': requestId, ...reply.headers });
    sendChunks(response, body).catch(() => response.destroy());
    return;
  }
  const bytes = body === undefined || Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  response.writeHead(reply.status, {
    'Content-Type': 'application/json',
    'x-amzn-RequestId': requestId,
    ...(reply.status === 204 ? {} : { 'Content-Length': bytes?.length ?? 0 }),
    ...reply.headers,
  });
  // Node.js sends text in one piece with the head and bytes apart, for which a whole request takes a tenth longer.
  if (bytes !== undefined && bytes.length <= MAX_JOINED_BYTES) response.end(bytes.toString('latin1'), 'latin1');
  else response.end(bytes);
}
