import { asObject } from './json-object.js';

/** What a handler threw, as its runtime wrote it. */
export interface Thrown {
  readonly errorType: string;
  readonly message: string;
}

/**
 * What the handler of one invocation threw, in the lines that name its request. Node's runtime says so in text logs: time,
 * request id, ERROR, `Invoke Error` and the error as JSON, tabs between (aws-lambda-nodejs-runtime-interface-client,
 * Errors.js). In JSON logs it writes what `console.error(error)` of the function itself would write, and other runtimes
 * name no request: of both it cannot be said. The text report of such an invocation is that of a success.
 */
export function findThrown(log: string, requestId: string): Thrown | undefined {
  for (const line of log.split('\n')) {
    const [, id, level, said, ...json] = line.split('\t');
    if (id !== requestId || level !== 'ERROR' || said?.trimEnd() !== 'Invoke Error') continue;
    const { errorType, errorMessage } = asObject(json.join('\t').trim()) ?? {};
    return { errorType: String(errorType ?? 'Error'), message: String(errorMessage ?? '') };
  }
  return undefined;
}
