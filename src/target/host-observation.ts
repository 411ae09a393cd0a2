import type { LambdaClient } from '@aws-sdk/client-lambda';
import { type HostObservation, hostObservationSchema, type RawInvocation } from '../recording/index.js';
import { simulatedTimesIn } from './simulated-times.js';

interface WithHeaders {
  readonly headers: Readonly<Record<string, string>>;
}

/** What the emulator says of an invocation beside AWS's own fields. */
type Observed = Pick<Extract<RawInvocation, { kind: 'answered' }>, 'host' | 'simulated'>;

/** What the emulator's host did to an invocation, and what of it was simulated, by the invocation's request id. */
export class HostObservations {
  readonly #byRequest = new Map<string, Observed>();

  /** Has a client ask for it with each Invoke. For Kelvin's emulator alone: nobody else knows the header. */
  askWith(client: LambdaClient): void {
    client.middlewareStack.add(
      (next) => async (args) => {
        (args.request as { headers: Record<string, string> }).headers['x-kelvin-observe'] = 'host';
        const result = await next(args);
        const id = result.output.$metadata.requestId;
        if (id !== undefined) this.#byRequest.set(id, observedIn(result.response as WithHeaders));
        return result;
      },
      { step: 'build', name: 'observeHost' },
    );
  }

  take(requestId: string): Observed | undefined {
    const observed = this.#byRequest.get(requestId);
    this.#byRequest.delete(requestId);
    return observed;
  }
}

function observedIn(response: WithHeaders): Observed {
  const host = observationIn(response);
  const simulated = simulatedTimesIn(response.headers);
  return { ...(host === undefined ? {} : { host }), ...(simulated === undefined ? {} : { simulated }) };
}

/** A figure that cannot be read is not known: the invocation counts as it is. */
function observationIn({ headers }: WithHeaders): HostObservation | undefined {
  const text = headers['x-kelvin-host'];
  if (text === undefined) return undefined;
  try {
    return hostObservationSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
