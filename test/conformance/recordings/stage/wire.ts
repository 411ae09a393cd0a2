import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** A refusal as the service sent it: the SDK's exceptions no longer say how a member was spelt. */
export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

interface Response {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  body: unknown;
}

interface Listenable {
  readonly middlewareStack: {
    add(
      middleware: (
        next: (args: never) => Promise<{ response: unknown }>,
      ) => (args: never) => Promise<{ response: unknown }>,
      options: { readonly step: 'deserialize'; readonly priority: 'low'; readonly name: string },
    ): void;
  };
}

/** Keeps the refusals that an unmodified client is given, without changing what the client sees. */
export class Wire {
  readonly #refusals = new WeakMap<object, Refusal>();

  listen(client: Listenable): void {
    client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        await this.#keep(result.response as Response);
        return result;
      },
      { step: 'deserialize', priority: 'low', name: 'keepRefusals' },
    );
  }

  /** @throws the error itself where it is no answer of the service. */
  refusalOf(error: unknown): Refusal {
    const response = error instanceof Error && '$response' in error ? error.$response : undefined;
    const refusal = typeof response === 'object' && response !== null ? this.#refusals.get(response) : undefined;
    if (refusal === undefined) throw error;
    return refusal;
  }

  async #keep(response: Response): Promise<void> {
    if (response.statusCode < 400 || !(response.body instanceof Readable)) return;
    const body = await buffer(response.body);
    response.body = Readable.from([body]);
    this.#refusals.set(response, { status: response.statusCode, headers: response.headers, body: body.toString() });
  }
}
