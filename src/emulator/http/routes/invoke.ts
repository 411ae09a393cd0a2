import { randomBytes, randomUUID } from 'node:crypto';
import type { InvocationResult } from '../../environment/host.js';
import { chooseVersion } from '../../functions/aliases.js';
import type { FunctionVersion } from '../../functions/configuration.js';
import { type FunctionReference, functionArn, parseFunctionName } from '../../functions/function-name.js';
import { notYet, type Registry } from '../../functions/registry.js';
import { invalidParameter, requestTooLarge, ServiceError } from '../../service-error.js';
import { headerOf, MEGABYTE, type Reply, type Route, type ServiceRequest } from '../route.js';

/** 6 MB (quotas page, read 2026-10). */
const MAX_PAYLOAD_BYTES = 6 * MEGABYTE;

export const invoke: Route = {
  method: 'POST',
  path: '/2015-03-31/functions/:name/invocations',
  // Read past the limit, so that the refusal can say how large the payload was.
  maxBodyBytes: 32 * MEGABYTE,
  async handle(request, { registry, pool }) {
    const qualifier = request.query.get('Qualifier') ?? undefined;
    const reference = parseFunctionName(request.parameters.name ?? '', request.region, qualifier);
    const version = versionToRun(registry, reference);
    const type = headerOf(request, 'x-amz-invocation-type') ?? 'RequestResponse';
    const payload = payloadOf(request, type);
    if (type === 'DryRun') return { status: 204 };
    if (type !== 'RequestResponse') throw invalidParameter(`The emulator does not invoke with the type ${type}`);
    const clientContext = clientContextOf(request);
    const result = await pool.invoke(version, {
      requestId: request.requestId,
      invocationId: randomUUID(),
      payload,
      invokedFunctionArn: functionArn(reference),
      traceId: headerOf(request, 'x-amzn-trace-id') ?? newTrace(),
      ...(clientContext === undefined ? {} : { clientContext }),
    });
    return replyWith(result, version, headerOf(request, 'x-amz-log-type') === 'Tail');
  },
};

/** An alias may send a share of its invocations to a second version, each by itself. */
function versionToRun(registry: Registry, reference: FunctionReference): FunctionVersion {
  const named = { ...reference, qualifier: reference.qualifier ?? '$LATEST' };
  const alias = registry.get(reference)?.aliases.get(named.qualifier);
  const chosen = alias === undefined ? named : { ...named, qualifier: chooseVersion(alias, Math.random()) };
  const { serving, state } = registry.find(chosen);
  if (serving === undefined) throw notYet(state);
  return serving;
}

function payloadOf({ body }: ServiceRequest, type: string): Buffer {
  if (body.length > MAX_PAYLOAD_BYTES) {
    throw requestTooLarge(
      `${body.length} byte payload is too large for the ${type} invocation type (limit ${MAX_PAYLOAD_BYTES} bytes)`,
    );
  }
  if (body.length === 0) return Buffer.from('{}');
  try {
    JSON.parse(body.toString());
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ServiceError('InvalidRequestContentException', 400, `Could not parse request body into json: ${reason}`);
  }
  return body;
}

/** The header is base64; the Runtime API hands the JSON on, in a header that takes ASCII only. */
function clientContextOf(request: ServiceRequest): string | undefined {
  const encoded = headerOf(request, 'x-amz-client-context');
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString();
  try {
    const ascii = (letter: string): string => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
    return JSON.stringify(JSON.parse(text)).replace(/[^ -~]/g, ascii);
  } catch {
    throw new ServiceError(
      'InvalidRequestContentException',
      400,
      'Client context must be a valid Base64-encoded JSON object.',
    );
  }
}

function newTrace(): string {
  const time = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${time}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`;
}

function replyWith({ outcome, logTail }: InvocationResult, version: FunctionVersion, tail: boolean): Reply {
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/json',
      'X-Amz-Executed-Version': version.version,
      ...(outcome.kind === 'functionError' ? { 'X-Amz-Function-Error': 'Unhandled' } : {}),
      ...(tail ? { 'X-Amz-Log-Result': logTail.toString('base64') } : {}),
    },
    body: Buffer.from(outcome.payload),
  };
}
