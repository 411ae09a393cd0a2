import type { RawInvocation } from '../recording/index.js';
import type { InvokeWay } from '../units/index.js';
import type { Connection } from './connection.js';
import { invokeEvent, tryEventsOnce } from './invoke-event.js';
import { invokeOnce } from './invoke-once.js';
import { invokeStreamed } from './invoke-streamed.js';
import { onceReady } from './once-ready.js';

/** @param way synchronous without it */
export type Invoke = (payload: string, signal: AbortSignal, way?: InvokeWay) => Promise<RawInvocation>;

const WAYS = { synchronous: invokeOnce, streamed: invokeStreamed, asynchronous: invokeEvent } as const;

/** Ways to invoke what is not the run's own: nothing is set for it. One that sleeps is waited for. */
export const invokingAsItIs =
  (connection: Connection, functionName: string, qualifier: string): Invoke =>
  (payload, signal, way = 'synchronous') =>
    onceReady(() => WAYS[way](connection, functionName, qualifier, payload, signal), {
      ...{ connection, functionName, qualifier, signal },
    });

/** Ways to invoke one version that is the run's own. */
export function invoking(connection: Connection, functionName: string, version: string): Invoke {
  const invoke = invokingAsItIs(connection, functionName, version);
  // Once a version, before its first event and outside of what is measured.
  let ready: Promise<void> | undefined;
  return async (payload, signal, way) => {
    if (way === 'asynchronous') {
      ready ??= tryEventsOnce(connection, functionName, version);
      await ready;
    }
    return invoke(payload, signal, way);
  };
}
