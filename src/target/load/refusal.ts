import type { TargetError } from '../error.js';
import { explain } from '../explain.js';
import { thrownBy } from '../troubles/index.js';

/** In the user's words why Invoke lets nobody in, by the error's name in its answer. */
export const invokeRefusal = (status: number, errorType: string): TargetError =>
  explain(
    thrownBy('lambda:InvokeFunction', Object.assign(new Error(`HTTP status ${status}`), { name: errorType })),
    'invoking the function',
  );
