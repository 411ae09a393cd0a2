import util = require('node:util');

import isRewritten = require('./generation.cjs');

import type { ErrorBody } from './types.cjs';

type Name =
  | 'CallbackHandlerDeprecated'
  | 'HandlerNotFound'
  | 'ImportModuleError'
  | 'InvalidStreamingOperation'
  | 'JSONStringifyError'
  | 'MalformedHandlerName'
  | 'MalformedStreamingHandler'
  | 'NodeJsExit'
  | 'PlatformError'
  | 'UnhandledPromiseRejection'
  | 'UserCodeSyntaxError';

/**
 * An error whose type is one of the runtime's own. Its name is visible in two ways, and the clients differ in both: the
 * rewritten one gives it to the finished error, so that the trace begins with `Error:` and the log shows a `name`.
 */
function runtimeError(name: Name, message: string, more: object = {}): Error {
  const type = `Runtime.${name}`;
  // JSON logs print the name of the class.
  const { [name]: Class } = { [name]: class extends Error {} };
  if (Class === undefined) throw new Error(`no class for ${name}`);
  if (!isRewritten) Class.prototype.name = type;
  const error = Object.assign(new Class(message), more);
  if (isRewritten) error.name = type;
  return error;
}

const DELETE = /\x7f/g;
/** A header may not hold it, and the client would fail over the failure (client 3.2, "invalid char"). */
const escapeDelete = (text: string): string => text.replace(DELETE, '%7F');

/** The body for whatever was thrown. */
function toErrorBody(thrown: unknown): ErrorBody {
  try {
    if (isError(thrown)) {
      const { name, message, stack } = thrown;
      if (stack === undefined && !isRewritten) throw new TypeError('the client reads it without looking');
      return {
        errorType: escapeDelete(name),
        errorMessage: escapeDelete(message),
        trace: stack === undefined ? [] : escapeDelete(stack).split('\n'),
      };
    }
    const errorMessage = isRewritten ? String(thrown) : (thrown as object).toString();
    return { errorType: typeof thrown, errorMessage, trace: [] };
  } catch {
    const errorMessage =
      'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack';
    return { errorType: 'handled', errorMessage, ...(isRewritten ? { trace: [] } : {}) };
  }
}

/** Errors from another realm, such as a vm context, are no instances of our Error. Only the older client knows them. */
function isError(thrown: unknown): thrown is Error {
  if (isRewritten) return thrown instanceof Error;
  if (util.types.isNativeError(thrown)) return true;
  const { name, message, stack } = (thrown ?? {}) as Partial<Error>;
  return [name, message, stack].every((it) => typeof it === 'string' && it !== '');
}

const intoError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));

/** The JSON that follows `Invoke Error` and the like in a text log: the error's own fields are in it. */
function describeError(error: Error): string {
  try {
    return JSON.stringify(error, (_key, value: unknown) => (value instanceof Error ? withFields(value) : value));
  } catch {
    return JSON.stringify(toErrorBody(error));
  }
}

function withFields(error: Error): object {
  const { name, message, stack } = error;
  const fields = { errorType: name, errorMessage: message, code: 'code' in error ? error.code : undefined };
  return { ...fields, ...error, ...(typeof stack === 'string' ? { stack: stack.split('\n') } : {}) };
}

export = { describeError, intoError, runtimeError, toErrorBody };
