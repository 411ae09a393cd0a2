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
  return functionError(errorTypeOf(reason), `RequestId: ${invocation.requestId} Error: ${explain(reason)}`);
}

export function errorTypeOf(reason: ExitReason): string {
  if (reason.kind === 'outOfMemory') return 'Runtime.OutOfMemory';
  return reason.kind === 'entrypoint' ? 'Runtime.InvalidEntrypoint' : 'Runtime.ExitError';
}

function explain(reason: ExitReason): string {
  switch (reason.kind) {
    case 'code':
      return reason.code === 0
        ? 'Runtime exited without providing a reason'
        : `Runtime exited with error: exit status ${reason.code}`;
    case 'signal':
      return `Runtime exited with error: signal: ${signalWord(reason.signal)}`;
    case 'outOfMemory':
      return 'Runtime exited with error: signal: killed';
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
