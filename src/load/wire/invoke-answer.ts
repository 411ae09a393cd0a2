import { observedIn } from '../../recording/index.js';
import { LimitedBody } from './body.js';
import { invocationOutcome } from './invocation.js';
import { readServiceError, requestIdIn } from './service-error.js';
import type { AnswerFacts, AnswerHead, AnswerReader } from './wire.js';

/** An error is `{errorType, errorMessage, stackTrace}`: one that is longer has its own data in it. */
const MAX_ERROR_BYTES = 256 * 1024;

/** Reads an answer of Invoke. What the function has answered is held only if it is an error. */
export class InvokeAnswer implements AnswerReader {
  readonly #head: AnswerHead;
  readonly #functionError: string | undefined;
  readonly #body: LimitedBody;

  constructor(head: AnswerHead) {
    this.#head = head;
    this.#functionError = head.headers.get('x-amz-function-error');
    const isError = this.#functionError !== undefined || head.status >= 300;
    this.#body = new LimitedBody(isError ? MAX_ERROR_BYTES : 0);
  }

  push(chunk: Uint8Array): void {
    this.#body.push(chunk);
  }

  end(): AnswerFacts {
    const { status, headers } = this.#head;
    if (status >= 300) return { ...readServiceError(this.#head, this.#body.bytes), ...observedIn(headers) };
    const outcome = invocationOutcome({
      status,
      ...requestIdIn(headers),
      logResult: headers.get('x-amz-log-result'),
      functionError: this.#functionError,
      payload: this.#functionError === undefined ? '' : this.#body.bytes.toString(),
    });
    return { outcome, ...observedIn(headers) };
  }
}
