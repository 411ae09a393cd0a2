import { asObject } from '../json-object.js';
import { nodeErrorIn } from './node-error.js';

/** What a handler threw, as its runtime wrote it. */
export interface Thrown {
  readonly errorType: string;
  readonly message: string;
}

/**
 * What the handler of one invocation threw, in the lines that name its request. Node's runtime says so in text logs. In JSON
 * logs it writes what `console.error(error)` of the function itself would write, and other runtimes name no request: of both
 * it cannot be said. The text report of such an invocation is that of a success.
 */
export function findThrown(log: string, requestId: string): Thrown | undefined {
  for (const line of log.split('\n')) {
    const found = nodeErrorIn(line);
    if (found?.requestId !== requestId || found.what !== 'Invoke Error') continue;
    const { errorType, errorMessage } = asObject(found.json) ?? {};
    return { errorType: String(errorType ?? 'Error'), message: String(errorMessage ?? '') };
  }
  return undefined;
}
