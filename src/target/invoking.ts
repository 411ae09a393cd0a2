import type { RawInvocation } from '../recording/index.js';
import type { InvokeWay } from '../units/index.js';
import type { Connection } from './connection.js';
import { invokeEvent, tryEventsOnce } from './invoke-event.js';
import { invokeOnce } from './invoke-once.js';
import { invokeStreamed } from './invoke-streamed.js';

/** @param way synchronous without it */
export type Invoke = (payload: string, signal: AbortSignal, way?: InvokeWay) => Promise<RawInvocation>;

/** Ways to invoke one version that is the run's own. */
export function invoking(connection: Connection, functionName: string, version: string): Invoke {
  // Once a version, before its first event and outside of what is measured.
  let ready: Promise<void> | undefined;
  return async (payload, signal, way = 'synchronous') => {
    switch (way) {
      case 'synchronous':
        return invokeOnce(connection, functionName, version, payload, signal);
      case 'streamed':
        return invokeStreamed(connection, functionName, version, payload, signal);
      case 'asynchronous':
        ready ??= tryEventsOnce(connection, functionName, version);
        await ready;
        return invokeEvent(connection, functionName, version, payload, signal);
    }
  };
}
