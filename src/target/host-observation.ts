import type { LambdaClient } from '@aws-sdk/client-lambda';
import { ASKING_FOR_OBSERVATION, type Observed, observedIn } from '../recording/index.js';

interface WithHeaders {
  readonly headers: Readonly<Record<string, string>>;
}

/** What the emulator's host did to an invocation, and what of it was simulated, by the invocation's request id. */
export class HostObservations {
  readonly #byRequest = new Map<string, Observed>();

  /** Has a client ask for it with each Invoke. For Kelvin's emulator alone: nobody else knows the header. */
  askWith(client: LambdaClient): void {
    const { name, value } = ASKING_FOR_OBSERVATION;
    client.middlewareStack.add(
      (next) => async (args) => {
        (args.request as { headers: Record<string, string> }).headers[name] = value;
        const result = await next(args);
        const id = result.output.$metadata.requestId;
        const { headers } = result.response as WithHeaders;
        if (id !== undefined) this.#byRequest.set(id, observedIn({ get: (header) => headers[header] }));
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
