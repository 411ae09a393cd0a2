import { randomUUID } from 'node:crypto';
import { violationsOf } from '../../api/constraints.js';
import type { InvocationResult } from '../../environment/host.js';
import type { FunctionVersion } from '../../functions/configuration.js';
import { functionArn, parseFunctionName } from '../../functions/function-name.js';
import { versionToRun } from '../../functions/version-to-run.js';
import { ServiceError } from '../../service-error.js';
import { clientContextOf, payloadOf } from '../invocation-input.js';
import { headerOf, MEGABYTE, type Reply, type Route, type ServiceRequest } from '../route.js';
import { isObserved, simulatedHeader } from '../simulated-header.js';
import { newTraceRoot, traceOfInvocation } from '../trace-id.js';

export const invoke: Route = {
  method: 'POST',
  path: '/2015-03-31/functions/:name/invocations',
  // Read past the limit, so that the refusal can say how large the payload was.
  maxBodyBytes: 32 * MEGABYTE,
  async handle(request, { registry, pool, events, clock, noise }) {
    const networkMs = noise === undefined ? undefined : await noise.journey();
    refuseViolations(request);
    const qualifier = request.query.get('Qualifier') ?? undefined;
    const reference = parseFunctionName(request.parameters.name ?? '', request.region, qualifier);
    const version = versionToRun(registry, reference);
    const type = headerOf(request, 'x-amz-invocation-type') ?? 'RequestResponse';
    const payload = payloadOf(request.body, type);
    if (type === 'DryRun') return { status: 204 };
    const clientContext = clientContextOf(headerOf(request, 'x-amz-client-context'));
    const common = {
      requestId: request.requestId,
      payload,
      traceId: traceOfInvocation(headerOf(request, 'x-amzn-trace-id') ?? newTraceRoot(clock.epoch())),
      ...(clientContext === undefined ? {} : { clientContext }),
    };
    if (type === 'Event') {
      events.accept({ ...common, reference });
      return { status: 202 };
    }
    const waitForReport = headerOf(request, 'x-amz-log-type') === 'Tail';
    const invokedFunctionArn = functionArn(reference);
    const observeHost = waitForReport && headerOf(request, 'x-kelvin-observe') === 'host';
    const invocation = { ...common, invocationId: randomUUID(), invokedFunctionArn, waitForReport, observeHost };
    const result = await pool.invoke(version, invocation);
    const reply = replyWith(result, version, waitForReport);
    if (networkMs === undefined || !isObserved(request)) return reply;
    return { ...reply, headers: { ...reply.headers, ...simulatedHeader({ networkMs, ...result.simulated }) } };
  },
};

/** Clients ask for the same again and again: what has just been found good is not checked anew. */
let lastGood = '';

function refuseViolations(request: ServiceRequest): void {
  const input = {
    FunctionName: request.parameters.name,
    InvocationType: headerOf(request, 'x-amz-invocation-type'),
    LogType: headerOf(request, 'x-amz-log-type'),
    Qualifier: request.query.get('Qualifier'),
  };
  const text = JSON.stringify(input);
  if (text === lastGood) return;
  const violations = violationsOf('lambda', 'InvocationRequest', input);
  if (violations !== undefined) throw new ServiceError('ValidationException', 400, violations);
  lastGood = text;
}

/** AWS's answer; a client that asks for it by Kelvin's own header also gets what the host did meanwhile. */
function replyWith({ outcome, logTail, observed }: InvocationResult, version: FunctionVersion, tail: boolean): Reply {
  return {
    status: 200,
    headers: {
      'Content-Type': 'application/json',
      'X-Amz-Executed-Version': version.version,
      ...(outcome.kind === 'functionError' ? { 'X-Amz-Function-Error': 'Unhandled' } : {}),
      ...(tail ? { 'X-Amz-Log-Result': logTail.toString('base64') } : {}),
      ...(observed === undefined ? {} : { 'X-Kelvin-Host': JSON.stringify(observed) }),
    },
    body: Buffer.from(outcome.payload),
  };
}
