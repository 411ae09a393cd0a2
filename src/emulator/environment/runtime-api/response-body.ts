import { functionError } from '../failure.js';
import type { Invocation, Outcome } from '../invocation.js';
import type { BodyReader, Exchange } from './exchange.js';

/** 6 MB and what AWS adds for its own framing: the number in its message (`rapid`, interop.MaxPayloadSize). */
export const MAX_RESPONSE_BYTES = 6_291_556;
/** A streamed response may be larger (quotas page, read 2026-10). */
export const MAX_STREAMED_BYTES = 200 * 1_048_576;

/** How the body of a response has ended: what the caller gets, and what the runtime is told. */
export interface Received {
  readonly outcome: Outcome;
  readonly producedBytes: number;
  readonly ending: 'complete' | 'tooLarge' | 'truncated' | 'invalidMode';
}

const ERROR_TYPE = 'lambda-runtime-function-error-type';
const ERROR_BODY = 'lambda-runtime-function-error-body';

/**
 * Takes the body of `/response`. A streamed one goes to the sink chunk by chunk, others are gathered; beyond the limit
 * nothing is kept or passed on, so that a runtime that never stops costs no memory.
 */
export function responseReader(
  exchange: Exchange,
  invocation: Invocation,
  isStreaming: boolean,
  done: (received: Received) => void,
): BodyReader {
  const sink = isStreaming ? invocation.sink : undefined;
  const limit = sink === undefined ? MAX_RESPONSE_BYTES : MAX_STREAMED_BYTES;
  const chunks: Uint8Array[] = [];
  let producedBytes = 0;
  sink?.begin(exchange.header('content-type'));
  return {
    chunk(bytes) {
      const room = limit - producedBytes;
      producedBytes += bytes.length;
      if (sink === undefined) {
        if (producedBytes <= limit) chunks.push(bytes);
        else chunks.length = 0;
        return undefined;
      }
      return room > 0 ? sink.write(bytes.length <= room ? bytes : bytes.subarray(0, room)) : undefined;
    },
    end(trailer) {
      if (producedBytes > limit) done({ outcome: tooLarge(limit), producedBytes, ending: 'tooLarge' });
      else {
        const outcome = trailedError(trailer) ?? { kind: 'completed', payload: Buffer.concat(chunks) };
        done({ outcome, producedBytes, ending: 'complete' });
      }
    },
    broken: () => done({ outcome: truncated(), producedBytes, ending: 'truncated' }),
  };
}

/** What a runtime sends behind a response in whose middle the function has failed; the body is Base64 in a header. */
function trailedError(trailer: (name: string) => string | undefined): Outcome | undefined {
  const errorType = trailer(ERROR_TYPE);
  if (errorType === undefined || errorType === '') return undefined;
  const body = Buffer.from(trailer(ERROR_BODY) ?? '', 'base64');
  return {
    kind: 'functionError',
    errorType,
    payload: body.length > 0 ? body : Buffer.from(JSON.stringify({ errorType })),
  };
}

/** Of all errors of AWS's own this one has its message first, as answers that users have quoted show. */
function tooLarge(limit: number): Outcome {
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${limit} bytes).`;
  const errorType = 'Function.ResponseSizeTooLarge';
  return { kind: 'functionError', errorType, payload: Buffer.from(JSON.stringify({ errorMessage, errorType })) };
}

const truncated = (): Outcome => functionError('Runtime.TruncatedResponse', 'Response payload was truncated');
