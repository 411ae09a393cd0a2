import errors = require('./errors.cjs');
import isRewritten = require('./generation.cjs');

/** A result as the Runtime API takes it. What JSON leaves out, such as a function, AWS's native client does not take. */
function toJson(result: unknown): string {
  const json = stringify(result === undefined ? null : result);
  if (json === undefined) throw new TypeError('Wrong arguments');
  return json;
}

function stringify(result: unknown): string | undefined {
  try {
    return JSON.stringify(result);
  } catch {
    const message = 'Unable to stringify response body';
    throw isRewritten ? errors.runtimeError('JSONStringifyError', message) : new Error(message);
  }
}

export = toJson;
