import { observedIn, type RequestOutcome } from '../../recording/index.js';
import { LimitedBody } from './body.js';
import { EventStreamReader, type StreamMessage } from './event-stream.js';
import { invocationOutcome } from './invocation.js';
import { errorOutcome, nameIn, readServiceError, requestIdIn } from './service-error.js';
import type { AnswerFacts, AnswerHead, AnswerReader } from './wire.js';

const MAX_ERROR_BYTES = 256 * 1024;

/**
 * Reads an answer of InvokeWithResponseStream: `PayloadChunk` events, whose payload is dropped as it comes, and one
 * `InvokeComplete`, which says how the invocation ended. Without that the stream is cut off, whatever HTTP says of it.
 */
export class StreamAnswer implements AnswerReader {
  readonly #head: AnswerHead;
  readonly #error: LimitedBody | undefined;
  readonly #stream: EventStreamReader;
  #outcome: RequestOutcome | undefined;

  constructor(head: AnswerHead) {
    this.#head = head;
    this.#error = head.status >= 300 ? new LimitedBody(MAX_ERROR_BYTES) : undefined;
    this.#stream = new EventStreamReader({
      keeps: (headers) => headers.get(':event-type') !== 'PayloadChunk',
      onMessage: (message) => {
        this.#outcome ??= this.#read(message);
      },
    });
  }

  push(chunk: Uint8Array): void {
    if (this.#error === undefined) this.#stream.push(chunk);
    else this.#error.push(chunk);
  }

  end(): AnswerFacts {
    const observed = observedIn(this.#head.headers);
    if (this.#error !== undefined) return { ...readServiceError(this.#head, this.#error.bytes), ...observed };
    const problem = this.#stream.problem ?? 'the event stream ends without InvokeComplete';
    const isWhole = this.#outcome !== undefined && this.#stream.problem === undefined;
    return { outcome: isWhole && this.#outcome ? this.#outcome : { kind: 'bad-answer', problem }, ...observed };
  }

  /** @returns what it says of the end, if anything */
  #read({ headers, payload }: StreamMessage): RequestOutcome | undefined {
    const { status } = this.#head;
    const id = requestIdIn(this.#head.headers);
    const kind = headers.get(':message-type');
    if (kind === 'exception' || kind === 'error') {
      const type = nameIn(headers.get(':exception-type') ?? headers.get(':error-code'));
      return errorOutcome(status, type, undefined, id);
    }
    if (headers.get(':event-type') !== 'InvokeComplete') return undefined;
    const complete = completeIn(payload);
    if (complete === undefined) return { kind: 'bad-answer', problem: 'InvokeComplete cannot be read' };
    return invocationOutcome({
      status,
      ...id,
      logResult: complete.LogResult,
      functionError: complete.ErrorCode,
      payload: complete.ErrorDetails ?? '',
    });
  }
}

type Complete = Partial<Record<'ErrorCode' | 'ErrorDetails' | 'LogResult', string>>;

function completeIn(payload: Buffer): Complete | undefined {
  try {
    const fields: unknown = JSON.parse(payload.toString());
    if (typeof fields !== 'object' || fields === null) return undefined;
    return Object.fromEntries(Object.entries(fields).filter(([, value]) => typeof value === 'string'));
  } catch {
    return undefined;
  }
}
