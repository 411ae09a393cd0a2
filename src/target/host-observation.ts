import type { LambdaClient } from '@aws-sdk/client-lambda';
import { type HostObservation, hostObservationSchema } from '../recording/index.js';

interface WithHeaders {
  readonly headers: Readonly<Record<string, string>>;
}

/** What the emulator's host did to an invocation, by the invocation's request id. */
export class HostObservations {
  readonly #byRequest = new Map<string, HostObservation>();

  /** Has a client ask for it with each Invoke. For Kelvin's emulator alone: nobody else knows the header. */
  askWith(client: LambdaClient): void {
    client.middlewareStack.add(
      (next) => async (args) => {
        (args.request as { headers: Record<string, string> }).headers['x-kelvin-observe'] = 'host';
        const result = await next(args);
        const observed = observationIn(result.response as WithHeaders);
        const id = result.output.$metadata.requestId;
        if (observed !== undefined && id !== undefined) this.#byRequest.set(id, observed);
        return result;
      },
      { step: 'build', name: 'observeHost' },
    );
  }

  take(requestId: string): HostObservation | undefined {
    const observed = this.#byRequest.get(requestId);
    this.#byRequest.delete(requestId);
    return observed;
  }
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
