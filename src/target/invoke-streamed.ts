import { InvokeWithResponseStreamCommand, type InvokeWithResponseStreamResponse } from '@aws-sdk/client-lambda';
import type { RawInvocation } from '../recording/index.js';
import { type Milliseconds, milliseconds } from '../units/index.js';
import { answeredInstead, type Invoker } from './invoke-once.js';

/** Of an answer only its beginning says why it failed, and only that is kept. */
const KEPT_BYTES = 4096;

/**
 * Invokes once and reads the answer as it is made, to its end: the log and a failure in the middle come after the last
 * piece. Latency is to the end; when the first piece was there is told beside it.
 */
export const invokeStreamed: Invoker = async (
  { data, observations },
  FunctionName,
  Qualifier,
  payload,
  abortSignal,
) => {
  const Payload = new TextEncoder().encode(payload);
  const start = performance.now();
  try {
    const command = new InvokeWithResponseStreamCommand({ FunctionName, Qualifier, Payload, LogType: 'Tail' });
    const answer = await data.send(command, { abortSignal });
    const read = await readStream(answer, start);
    const { requestId = '' } = answer.$metadata;
    return { kind: 'answered', requestId, ...read, ...observations?.take(requestId) };
  } catch (error) {
    return answeredInstead(error);
  }
};

type Read = Omit<Extract<RawInvocation, { kind: 'answered' }>, 'kind' | 'requestId'>;

async function readStream({ EventStream = none() }: InvokeWithResponseStreamResponse, start: number): Promise<Read> {
  const since = (): Milliseconds => milliseconds(performance.now() - start);
  let firstByteMs: Milliseconds | undefined;
  let kept = Buffer.alloc(0);
  for await (const { PayloadChunk, InvokeComplete } of EventStream) {
    if (PayloadChunk?.Payload !== undefined) {
      firstByteMs ??= since();
      if (kept.length < KEPT_BYTES) kept = Buffer.concat([kept, PayloadChunk.Payload]);
    }
    if (InvokeComplete === undefined) continue;
    const { ErrorCode, ErrorDetails, LogResult = '' } = InvokeComplete;
    return {
      latencyMs: since(),
      ...(firstByteMs === undefined ? {} : { firstByteMs }),
      logTail: Buffer.from(LogResult, 'base64').toString('utf8'),
      payload: ErrorDetails ?? kept.toString('utf8'),
      ...(ErrorCode === undefined || ErrorCode === '' ? {} : { functionError: ErrorCode }),
    };
  }
  throw Object.assign(new Error('the stream ended before InvokeComplete'), { name: 'StreamCut' });
}

async function* none(): AsyncGenerator<never> {}
