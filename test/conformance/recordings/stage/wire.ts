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

interface Result {
  readonly response: unknown;
  readonly output?: object;
}
type Next = (args: never) => Promise<Result>;
type Middleware = (next: Next, context: { readonly commandName?: string }) => Next;

interface Listenable {
  readonly middlewareStack: {
    add(
      middleware: Middleware,
      options: { readonly step: 'deserialize'; readonly priority: 'low' | 'high'; readonly name: string },
    ): void;
  };
}

/** Keeps the refusals that an unmodified client is given, and the bodies that it leaves out because they are empty. */
export class Wire {
  readonly #refusals = new WeakMap<object, Refusal>();
  readonly #invocations = new WeakSet<object>();

  listen(client: Listenable): void {
    client.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        await this.#keep(result.response as Response);
        return result;
      },
      { step: 'deserialize', priority: 'low', name: 'keepRefusals' },
    );
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const result = await next(args);
          if (commandName === 'InvokeCommand' && result.output !== undefined) this.#invocations.add(result.output);
          return result;
        },
      { step: 'deserialize', priority: 'high', name: 'knowInvocations' },
    );
  }

  /** Members that boto3 shows though there is nothing in them. */
  emptyMembersOf(output: object): { readonly Payload?: '' } {
    return this.#invocations.has(output) ? { Payload: '' } : {};
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
