import { formatWithOptions } from 'node:util';

let requestId: string | undefined;
export function setRequestId(id: string | undefined): void {
  requestId = id;
}

/**
 * `time \t request id \t level \t message`. Newlines become carriage returns, so that a message stays one log event, as
 * in AWS's runtime where it writes to standard output (LogPatch of the runtime interface client).
 */
export function writeLog(level: string, message: string): void {
  const line = `${new Date().toISOString()}\t${requestId}\t${level}\t${message}`;
  process.stdout.write(`${line.replaceAll('\n', '\r')}\n`);
}

export function patchConsole(): void {
  const at =
    (level: string) =>
    (...values: unknown[]): void =>
      writeLog(level, formatWithOptions({}, ...values));
  console.log = at('INFO');
  console.info = at('INFO');
  console.debug = at('DEBUG');
  console.warn = at('WARN');
  console.error = at('ERROR');
  console.trace = (...values: unknown[]): void => {
    const { stack = '' } = new Error(formatWithOptions({}, ...values));
    writeLog('TRACE', stack.replace(/^Error/, 'Trace'));
  };
}
