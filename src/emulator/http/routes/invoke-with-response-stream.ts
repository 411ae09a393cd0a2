import { randomUUID } from 'node:crypto';
import type {
  InvokeWithResponseStreamCompleteEvent,
  InvokeWithResponseStreamRequest,
  InvokeWithResponseStreamResponse,
  InvokeWithResponseStreamResponseEvent,
} from '@aws-sdk/client-lambda';
import type { InvocationResult } from '../../environment/host.js';
import { functionArn } from '../../functions/function-name.js';
import { versionToRun } from '../../functions/version-to-run.js';
import { functionOf } from '../function-reference.js';
import { clientContextOf, payloadOf } from '../invocation-input.js';
import { lambdaOperation } from '../operation.js';
import { StreamedResponse } from '../streamed-response.js';
import { newTraceRoot, traceOfInvocation } from '../trace-id.js';

export const invokeWithResponseStream = lambdaOperation(
  'InvokeWithResponseStream',
  async (input: InvokeWithResponseStreamRequest, context): Promise<InvokeWithResponseStreamResponse> => {
    const { InvocationType: type = 'RequestResponse', LogType } = input;
    const { clock, pool, registry, noise } = context.service;
    if (noise !== undefined) await noise.journey();
    const reference = functionOf(input, context);
    const version = versionToRun(registry, reference);
    const payload = payloadOf(input.Payload, type);
    if (type === 'DryRun') return { StatusCode: 204 };
    const clientContext = clientContextOf(input.ClientContext);
    const given = context.headers['x-amzn-trace-id'];
    const sink = new StreamedResponse(clock);
    const invocation = {
      requestId: context.requestId,
      invocationId: randomUUID(),
      payload,
      invokedFunctionArn: functionArn(reference),
      traceId: traceOfInvocation(typeof given === 'string' ? given : newTraceRoot(clock.epoch())),
      sink,
      ...(clientContext === undefined ? {} : { clientContext }),
      ...(input.TenantId === undefined ? {} : { tenantId: input.TenantId }),
      waitForReport: LogType === 'Tail',
    };
    const ended = pool.invoke(version, invocation).finally(() => sink.end());
    // Until the answer begins, an invocation that cannot even start is an error of the operation.
    await Promise.race([sink.begun, ended]);
    const EventStream = eventsOf(sink, ended, LogType === 'Tail');
    return { StatusCode: 200, ExecutedVersion: version.version, EventStream };
  },
);

/** What a runtime does not stream comes as one chunk. What went wrong is told at the end, for it may come that late. */
async function* eventsOf(
  sink: StreamedResponse,
  ended: Promise<InvocationResult>,
  withLog: boolean,
): AsyncGenerator<InvokeWithResponseStreamResponseEvent> {
  for await (const chunk of sink) yield { PayloadChunk: { Payload: chunk } };
  const { outcome, logTail } = await ended;
  if (outcome.kind === 'completed' && outcome.payload.length > 0) yield { PayloadChunk: { Payload: outcome.payload } };
  const complete: InvokeWithResponseStreamCompleteEvent = {
    ...(outcome.kind === 'completed' ? {} : errorOf(outcome.payload)),
    ...(withLog ? { LogResult: logTail.toString('base64') } : {}),
  };
  yield { InvokeComplete: complete };
}

/** As Invoke has it: whatever the error's own type, its code is Unhandled; the details are what Invoke has as payload. */
const errorOf = (payload: Uint8Array): InvokeWithResponseStreamCompleteEvent => ({
  ErrorCode: 'Unhandled',
  ErrorDetails: Buffer.from(payload).toString(),
});
