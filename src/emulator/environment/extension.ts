/** What an extension may register for. */
export type ExtensionEvent = 'INVOKE' | 'SHUTDOWN';

/** In the names of `rapid` (core/agent_state_names.go), which log lines show. */
export type ExtensionState = 'Started' | 'Registered' | 'Ready' | 'Running' | 'InitError' | 'ExitError' | 'LaunchError';

export interface Extension {
  /** Lambda-Extension-Identifier: none before it has registered. */
  readonly id?: string;
  /** Of an external one the file's name. */
  readonly name: string;
  /** External ones are processes of their own; internal ones live in the runtime's and know no SHUTDOWN. */
  readonly kind: 'external' | 'internal';
  readonly state: ExtensionState;
  readonly events: readonly ExtensionEvent[];
  readonly errorType?: string;
  /** Its process is gone; log lines show what it was before. */
  readonly exited?: true;
}

export type Extensions = readonly Extension[];

export type ShutdownReason = 'spindown' | 'timeout' | 'failure';
