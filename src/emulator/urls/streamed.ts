import type { ServerResponse } from 'node:http';
import type { InvocationResult } from '../environment/host.js';
import type { StreamedResponse } from '../http/streamed-response.js';
import { HTTP_INTEGRATION_TYPE, MetadataReader } from './metadata-reader.js';
import { sendBitByBit, sendWhole } from './respond.js';
import { INTERNAL_SERVER_ERROR, type ResponseMetadata, withType } from './url-response.js';

type Headers = ResponseMetadata['headers'];

/**
 * Answers with what the function streams, or with its whole answer if it does not: as it is, for in this mode AWS takes
 * no statusCode out of an answer in one piece. Rejects only with what the invocation does before the answer has begun.
 */
export async function sendStreamed(
  to: ServerResponse,
  streamed: StreamedResponse,
  result: Promise<InvocationResult>,
  more: Headers,
): Promise<void> {
  const ended = result.finally(() => streamed.end());
  const first = await Promise.race([streamed.begun, ended]);
  if ('outcome' in first) {
    const { kind, payload } = first.outcome;
    const whole = { status: 200, headers: typed(undefined, 'application/json'), body: Buffer.from(payload) };
    sendWhole(to, kind === 'completed' ? whole : INTERNAL_SERVER_ERROR, more);
    return;
  }
  const chunks = untilEnd(streamed, ended);
  if (first.contentType !== HTTP_INTEGRATION_TYPE) {
    await sendBitByBit(to, { status: 200, headers: typed(first.contentType) }, chunks, more);
    return;
  }
  const opened = await readMetadata(chunks);
  if (opened === undefined) sendWhole(to, INTERNAL_SERVER_ERROR, more);
  else await sendBitByBit(to, opened.metadata, opened.body, more);
}

const typed = (contentType: string | undefined, otherwise = 'application/octet-stream'): Headers => [
  ['Content-Type', contentType ?? otherwise],
];

/** Throws at the end if the function failed after it had begun. */
async function* untilEnd(streamed: StreamedResponse, result: Promise<InvocationResult>): AsyncGenerator<Uint8Array> {
  yield* streamed;
  const { outcome } = await result;
  if (outcome.kind === 'functionError') throw new Error(outcome.errorType);
}

interface Opened {
  readonly metadata: ResponseMetadata;
  readonly body: AsyncIterable<Uint8Array>;
}

/** @returns nothing if there is no metadata to be had, or if the function failed before it was whole. */
async function readMetadata(chunks: AsyncGenerator<Uint8Array>): Promise<Opened | undefined> {
  const reader = new MetadataReader();
  try {
    for (;;) {
      const next = await chunks.next();
      const step = next.done === true ? ({ kind: 'invalid' } as const) : reader.push(next.value);
      if (step.kind === 'complete') {
        const headers = withType(step.metadata.headers, 'application/octet-stream');
        return { metadata: { ...step.metadata, headers }, body: startingWith(step.rest, chunks) };
      }
      if (step.kind === 'invalid') {
        await chunks.return(undefined);
        return undefined;
      }
    }
  } catch {
    return undefined;
  }
}

async function* startingWith(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (first.length > 0) yield first;
  yield* rest;
}
