import type { Action } from '../../../../src/emulator/environment/action.js';
import type { Effect, Verdict } from '../../../../src/emulator/environment/effect.js';
import type { Invocation } from '../../../../src/emulator/environment/invocation.js';
import { begin, step } from '../../../../src/emulator/environment/machine/machine.js';
import type { BodyReader, Exchange } from '../../../../src/emulator/environment/runtime-api/exchange.js';
import { ExtensionsApi } from '../../../../src/emulator/environment/runtime-api/extensions-api.js';
import { RuntimeApi } from '../../../../src/emulator/environment/runtime-api/runtime-api.js';
import type { State, Terms } from '../../../../src/emulator/environment/state.js';
import { epochMilliseconds, milliseconds } from '../../../../src/units/index.js';
import { launched, terms } from '../plays.js';

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | number>>;
  readonly body: string;
}

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | readonly Uint8Array[];
  readonly trailers?: Readonly<Record<string, string>>;
  /** The sender hangs up in the middle of the body. */
  readonly breaks?: true;
}

const DEADLINE = epochMilliseconds(Date.UTC(2026, 10, 26));

/** The machine and the APIs before it, without processes and without HTTP: what goes in comes out at once. */
export class PaperEnvironment {
  readonly effects: Effect[] = [];
  readonly #runtime: RuntimeApi;
  readonly #extensions: ExtensionsApi;
  readonly #terms: Terms;
  #state: State;
  #now = 0;

  constructor({ snapStart = false, invocation }: { snapStart?: boolean; invocation?: Invocation } = {}) {
    this.#terms = snapStart ? { ...terms, initializationType: 'snap-start' } : terms;
    this.#state = begin(milliseconds(0), invocation);
    this.#runtime = new RuntimeApi({ onAction: (action) => this.act(action), hasSnapStart: snapStart });
    this.#extensions = new ExtensionsApi({
      metadata: { functionName: 'f', functionVersion: '3', handler: 'index.handler', accountId: '000000000000' },
      onAction: (action) => this.act(action),
      find: (id) => ('extensions' in this.#state ? this.#state.extensions.find((it) => it.id === id) : undefined),
      subscribe: async (extension, api, body) => ({ status: 200, body: JSON.stringify([extension, api, body]) }),
    });
  }

  get state(): State {
    return this.#state;
  }

  /** The external extensions are started; without any the runtime is. */
  launch(...extensions: string[]): this {
    this.act(launched(...extensions));
    return this;
  }

  act(action: Action): Verdict | undefined {
    this.#now += 1;
    const { state, effects } = step(this.#state, action, milliseconds(this.#now), this.#terms);
    this.#state = state;
    this.effects.push(...effects);
    for (const it of effects) {
      if (it.kind === 'deliver') this.#runtime.deliver(it.invocation, DEADLINE);
      if (it.kind === 'deliverEvent') this.#extensions.deliver(it.id, it.event, DEADLINE);
    }
    return effects.find((it) => it.kind === 'accept' || it.kind === 'reject');
  }

  /** @returns the answer as soon as there is one. */
  send(request: Request): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const exchange: Exchange = {
        method: request.method,
        path: request.path,
        header: (name) => request.headers?.[name],
        reply: (status, headers, body = '') => resolve({ status, headers, body: Buffer.from(body).toString() }),
        drop: () => reject(new Error('dropped')),
      };
      const reader = this.#extensions.isFor(exchange)
        ? this.#extensions.serve(exchange)
        : this.#runtime.serve(exchange);
      if (reader !== undefined) sendBody(request, reader);
    });
  }
}

function sendBody({ body = '', trailers, breaks }: Request, reader: BodyReader): void {
  for (const chunk of typeof body === 'string' ? [Buffer.from(body)] : body) void reader.chunk(chunk);
  if (breaks) reader.broken();
  else reader.end((name) => trailers?.[name]);
}
