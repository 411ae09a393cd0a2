import type { Milliseconds } from '../../units/index.js';
import type { ExitReason } from './action.js';
import type { FunctionError, Invocation } from './invocation.js';

/** The bodies that AWS answers with when the sandbox, not the function, has something to say. */
export function functionError(errorType: string, errorMessage: string): FunctionError {
  return { kind: 'functionError', errorType, payload: Buffer.from(JSON.stringify({ errorType, errorMessage })) };
}

export function timedOut(invocation: Invocation, limit: Milliseconds): FunctionError {
  const seconds = (limit / 1000).toFixed(2);
  return functionError(
    'Sandbox.Timedout',
    `RequestId: ${invocation.requestId} Error: Task timed out after ${seconds} seconds`,
  );
}

/** Words as AWS's runtime supervisor (`rapid`, published with the runtime interface emulator, 2026-01) chooses them. */
export function exited(invocation: Invocation, reason: ExitReason): FunctionError {
  return failed(invocation, errorTypeOf(reason), explain(reason));
}

/** As `rapid` formats any error that ends an invocation. */
export const failed = (invocation: Invocation, errorType: string, message: string): FunctionError =>
  functionError(errorType, `RequestId: ${invocation.requestId} Error: ${message}`);

export const extensionExited = (invocation: Invocation, errorType: string, reason: ExitReason): FunctionError =>
  failed(invocation, errorType, statusOf(reason));

export function errorTypeOf(reason: ExitReason): string {
  if (reason.kind === 'outOfMemory') return 'Runtime.OutOfMemory';
  return reason.kind === 'entrypoint' ? 'Runtime.InvalidEntrypoint' : 'Runtime.ExitError';
}

function explain(reason: ExitReason): string {
  switch (reason.kind) {
    case 'code':
      if (reason.code === 0) return 'Runtime exited without providing a reason';
      return `Runtime exited with error: ${statusOf(reason)}`;
    case 'entrypoint':
      return reason.message;
    default:
      return `Runtime exited with error: ${statusOf(reason)}`;
  }
}

function statusOf(reason: ExitReason): string {
  switch (reason.kind) {
    case 'code':
      return reason.code === 0 ? 'exit code 0' : `exit status ${reason.code}`;
    case 'signal':
      return `signal: ${signalWord(reason.signal)}`;
    case 'outOfMemory':
      // A shell's 137 stays a 137: `rapid` prints what it was told (supervisor/model, 2026-01; aws-lambda-dotnet#480).
      return reason.code === undefined ? 'signal: killed' : `exit status ${reason.code}`;
    case 'entrypoint':
      return reason.message;
  }
}

/** Go's names for signals, in which AWS's messages are written. */
const SIGNAL_WORDS: Readonly<Record<string, string>> = {
  SIGABRT: 'aborted',
  SIGBUS: 'bus error',
  SIGFPE: 'floating point exception',
  SIGHUP: 'hangup',
  SIGILL: 'illegal instruction',
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGQUIT: 'quit',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
  SIGTRAP: 'trace/breakpoint trap',
};

const signalWord = (signal: string): string => SIGNAL_WORDS[signal] ?? signal;
