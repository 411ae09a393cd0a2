import type { Beat, LoadRequest } from '../../recording/index.js';
import type { Phase } from '../../scenario/index.js';
import type { EpochMilliseconds, Milliseconds } from '../../units/index.js';

/** AWS credentials as the SDK's chain gives them. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/**
 * Where requests go and how they are written. Plain data, as it crosses into the driver's own thread. One for each
 * function of a mix.
 */
export interface WireTarget {
  /** `invoke`: answers are Invoke's; `invoke-stream`: InvokeWithResponseStream's event stream; `http`: any answer. */
  readonly protocol: 'invoke' | 'invoke-stream' | 'http';
  /** Absolute, http or https; TLS is always verified. */
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payloads: readonly { readonly name: string; readonly weight: number; readonly body: string }[];
  /** Signature Version 4 is put on each request as it is sent. */
  readonly signing?: { readonly service: 'lambda'; readonly region: string };
  /** Its share of the requests. */
  readonly weight: number;
}

export interface DriveOptions {
  readonly phases: readonly Phase[];
  readonly seed: number;
  readonly targets: readonly WireTarget[];
  readonly timeoutMs: Milliseconds;
  readonly retries: number;
  /** What is due while so many are open is dropped and counted. */
  readonly maxOpen: number;
  /** No more than so many are sent. */
  readonly maxRequests?: number;
  /** Function errors of these types count as answers. */
  readonly allowedErrors?: readonly string[];
  /** Number of the arm, for the records. */
  readonly arm: number;
}

export interface DriveContext {
  /** Raised: nothing more is sent, what is open is recorded as open, and `drive` returns. */
  readonly signal: AbortSignal;
  /** Asked for at the beginning and again before they expire. */
  readonly credentials?: () => Promise<Credentials & { readonly expiration?: Date }>;
  /** The load's clock begins, once, before all else: dueMs, sentMs and atMs count from here. */
  readonly onBegin?: (at: EpochMilliseconds) => void;
  /** In batches, ten a second or more; each arrival comes exactly once. */
  readonly onRequests: (requests: readonly LoadRequest[]) => void;
  readonly onBeat: (beat: Beat) => void;
}

/** How the driving of one arm ended: every arrival was handed on, or the limit or the signal came first. */
export type DriveEnd = 'complete' | 'max-requests' | 'ended';
