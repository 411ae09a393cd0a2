import { observedIn } from '../../recording/index.js';
import { LimitedBody } from './body.js';
import { readServiceError, requestIdIn } from './service-error.js';
import type { AnswerFacts, AnswerHead, AnswerReader } from './wire.js';

/** Long enough for an error of AWS's; what another service says in its body is its own affair. */
const MAX_ERROR_BYTES = 16 * 1024;

/** What a function URL answers when the function has failed, or has answered what is no response (recorded, 2025-11). */
const FUNCTION_FAILED = 'Internal Server Error';

/**
 * Reads an answer of a function URL, of API Gateway or of any server: its status alone says how it went. Of a function
 * URL a 502 is told apart that Lambda gave for the function's failure; a 504, and every other, may come from anywhere
 * between. The report of the request id says more, where there is one.
 */
export class HttpAnswer implements AnswerReader {
  readonly #head: AnswerHead;
  readonly #body: LimitedBody;

  constructor(head: AnswerHead) {
    this.#head = head;
    this.#body = new LimitedBody(head.status >= 400 ? MAX_ERROR_BYTES : 0);
  }

  push(chunk: Uint8Array): void {
    this.#body.push(chunk);
  }

  end(): AnswerFacts {
    const { status, headers } = this.#head;
    const observed = observedIn(headers);
    const id = requestIdIn(headers);
    if (status < 400) return { outcome: { kind: 'answered', status, ...id }, ...observed };
    const body = this.#body.bytes;
    if (status === 502 && id.requestId !== undefined && body.toString() === FUNCTION_FAILED) {
      return { outcome: { kind: 'function-error', status, ...id, errorType: 'Unhandled' }, ...observed };
    }
    return { ...readServiceError(this.#head, body), ...observed };
  }
}
