import type { TargetError } from '../error.js';
import { explain } from '../explain.js';

/** In the user's words why Invoke lets nobody in, by the error's name in its answer. */
export const invokeRefusal = (status: number, errorType: string): TargetError =>
  explain(Object.assign(new Error(`HTTP status ${status}`), { name: errorType }), 'invoking the function');
