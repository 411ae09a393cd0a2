/** An error that Node's runtime has written beside a text report. */
export interface NodeError {
  readonly requestId: string;
  /** `Invoke Error` of a handler that threw; the others end the runtime. */
  readonly what: 'Invoke Error' | 'Uncaught Exception' | 'Unhandled Promise Rejection';
  readonly json: string;
}

const LINE = /^\S+Z\t(\S+)\tERROR\t(Invoke Error|Uncaught Exception|Unhandled Promise Rejection)\s*(?:\t(.*))?$/s;

/**
 * Time, request id, ERROR, what it was and the error as JSON, tabs between (aws-lambda-nodejs-runtime-interface-client,
 * Errors.js; aws-lambda-go issue 301 and others, read 2026-11). Undefined for any other line.
 */
export function nodeErrorIn(line: string): NodeError | undefined {
  const [, requestId, what, json = ''] = LINE.exec(line) ?? [];
  return requestId === undefined ? undefined : { requestId, what: what as NodeError['what'], json: json.trim() };
}
