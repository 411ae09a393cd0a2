import type { PlatformEvent } from '../platform-event.js';
import { type Failure, TIMED_OUT } from './attempt.js';

/** A line beside a report that tells how its invocation went. */
export interface Trouble {
  readonly id: string;
  readonly failure: Failure | undefined;
  /** It also says that the invocation is over. */
  readonly isEnd: boolean;
}

/**
 * What an event tells about one request besides START, END and REPORT. A line without a request id says nothing: to guess
 * whose timeout it was would blame somebody else's invocation.
 */
export function troubleOf(event: PlatformEvent): Trouble | undefined {
  if (event.kind === 'timed-out') {
    return event.requestId === undefined ? undefined : { id: event.requestId, failure: TIMED_OUT, isEnd: false };
  }
  if (event.kind === 'runtime-exited') {
    return { id: event.requestId, failure: { kind: 'error', errorType: 'Runtime.ExitError' }, isEnd: false };
  }
  if (event.kind !== 'runtime-done') return undefined;
  const { requestId: id, status = 'success', errorType = status } = event;
  if (status === 'success') return { id, failure: undefined, isEnd: true };
  return { id, failure: status === 'timeout' ? TIMED_OUT : { kind: 'error', errorType }, isEnd: true };
}
