import type { EpochMilliseconds, Milliseconds } from '../units/index.js';
import type { HostObservation } from './host-observation.js';
import type { SimulatedTimes } from './simulated.js';

/**
 * What a Lambda client brings back of one invocation, before anything is read into it. The target makes it
 * and the load reads an outcome out of it; it stands below both, as neither may know the other.
 */
export type RawInvocation =
  | {
      readonly kind: 'answered';
      readonly requestId: string;
      /** What the client saw, signing and parsing of the SDK included. */
      readonly latencyMs: Milliseconds;
      /** When the first piece of a streamed answer was there. */
      readonly firstByteMs?: Milliseconds;
      /** The log's last 4 KB, decoded; empty where the endpoint returns none. */
      readonly logTail: string;
      /** `Handled` or `Unhandled` when the function failed. */
      readonly functionError?: string;
      readonly payload: string;
      /** From Kelvin's emulator: what its host did meanwhile. */
      readonly host?: HostObservation;
      /** What of it an emulator simulated. */
      readonly simulated?: SimulatedTimes;
    }
  /** An event that Lambda has queued: what becomes of it is in the function's log alone. */
  | { readonly kind: 'accepted'; readonly requestId: string; readonly sentAt: EpochMilliseconds }
  /** It was answered, and not known to be by what was to be measured. */
  | { readonly kind: 'unreadable'; readonly latencyMs: Milliseconds; readonly reason: string; readonly line: '' }
  | { readonly kind: 'throttled'; readonly message: string }
  | { readonly kind: 'unreachable'; readonly message: string };
