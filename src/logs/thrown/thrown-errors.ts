import { isUnreadable, parseMessage } from '../message.js';
import { nodeErrorIn } from './node-error.js';

/** Python: `[ERROR] ValueError: …`, with a space; what a function logs itself has a tab there. */
const PYTHON = /^\[ERROR\] \S/;

/**
 * Which invocations have thrown, by what the managed runtimes of Node.js and Python write: the REPORT of a handler that threw
 * says nothing of it. What a function logs as an error object in a JSON log looks the same and counts too; it does so for both
 * versions of a canary, whose shares are compared. Other runtimes have no line of their own for it (aws-lambda-go issue 301):
 * there only what the REPORT says is seen.
 */
export class ThrownErrors {
  /** By log stream: an environment has one invocation at a time. */
  readonly #current = new Map<string, string>();
  readonly #thrown = new Set<string>();

  /** One message, in the order of time. */
  take(message: string, logStream = ''): void {
    const event = parseMessage(message);
    if (event !== undefined && !isUnreadable(event) && event.kind === 'start') {
      this.#current.set(logStream, event.requestId);
      return;
    }
    const thrown = thrownIn(message);
    // Where its START was before the first message, it is of the next report of its stream.
    if (thrown !== undefined) this.#thrown.add(thrown.requestId ?? this.#current.get(logStream) ?? logStream);
  }

  /** Whether the invocation with this report has thrown. */
  has(requestId: string | undefined, logStream = ''): boolean {
    return this.#thrown.delete(logStream) || (requestId !== undefined && this.#thrown.has(requestId));
  }
}

function thrownIn(message: string): { readonly requestId?: string } | undefined {
  if (message.startsWith('{')) return thrownInJson(message);
  const requestId = nodeErrorIn(message)?.requestId;
  if (requestId !== undefined) return { requestId };
  return PYTHON.test(message) ? {} : undefined;
}

function thrownInJson(text: string): { readonly requestId?: string } | undefined {
  if (!text.includes('"errorType"')) return undefined;
  try {
    const { level, errorType, message, requestId, type } = JSON.parse(text) as Record<string, unknown>;
    const inner = (message as { errorType?: unknown } | undefined)?.errorType;
    if (type !== undefined || level !== 'ERROR' || (errorType === undefined && inner === undefined)) return undefined;
    return typeof requestId === 'string' ? { requestId } : {};
  } catch {
    return undefined;
  }
}
