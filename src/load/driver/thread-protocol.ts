import type { Beat, LoadRequest } from '../../recording/index.js';
import type { EpochMilliseconds, Milliseconds } from '../../units/index.js';
import type { Credentials, DriveEnd, DriveOptions } from './drive.js';

/** Open-loop phases that follow one another, as their thread is given them. */
export interface Stretch {
  /** The phases of the whole load by number; those of other stretches take no time. */
  readonly options: DriveOptions;
  /** Number of the first arrival in the load: it decides which function and payload it gets. */
  readonly firstArrival: number;
  /** Where the load's clock began, of the monotonic clock. Not given to the first: it begins it. */
  readonly beganMs?: number;
  readonly credentials?: Credentials;
  /** How many records the main thread has taken, so that what waits for it stays bounded. */
  readonly taken: SharedArrayBuffer;
}

export type ToThread =
  | { readonly kind: 'credentials'; readonly credentials: Credentials }
  /** Nothing more is sent. */
  | { readonly kind: 'abort' };

export type FromThread =
  | { readonly kind: 'begun'; readonly at: EpochMilliseconds; readonly beganMs: number }
  | { readonly kind: 'requests'; readonly requests: readonly LoadRequest[] }
  | { readonly kind: 'beat'; readonly beat: Beat }
  | StretchEnd;

/** The last message of a thread. */
export interface StretchEnd {
  readonly kind: 'ended';
  readonly end: DriveEnd;
  /** Requests sent, each as often as it was. */
  readonly sent: number;
  readonly arrivals: number;
  /** Of the load's clock. */
  readonly atMs: Milliseconds;
}
