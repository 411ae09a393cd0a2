import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as lambda from '@aws-sdk/client-lambda';
import { type Answer, gathered, type HttpAnswer, type Plain, plain } from './answer.js';
import { type Api, type Call, credentials, type Driver, type Pages, type Place, type SignedRequest } from './driver.js';

const SDKS = { lambda, logs };

/** The SDK's commands, paginators and waiters are found by their names, so their types are lost here. */
interface Client {
  send(command: object): Promise<Metadata>;
  destroy(): void;
}
interface Metadata {
  readonly $metadata: { readonly httpStatusCode?: number };
}
type Paginator = (config: object, input: object) => AsyncIterable<Readonly<Record<string, readonly unknown[]>>>;
type Waiter = (config: object, input: object) => Promise<unknown>;

const named = <T>(api: Api, name: string): T | undefined => Reflect.get(SDKS[api], name) as T | undefined;

/** In seconds: as often as a test needs it, and long enough for a loaded machine. */
const WAITING = { minDelay: 0.05, maxDelay: 0.2, maxWaitTime: 60 };

export class JavaScriptDriver implements Driver {
  readonly name = 'JavaScript';
  readonly #clients = new Map<string, Client>();

  async call({ api, operation, input, place }: Call): Promise<Answer> {
    const Command = named<new (input: object) => object>(api, `${operation}Command`);
    if (Command === undefined) return { kind: 'unknown' };
    try {
      const output = await this.#client(api, place).send(new Command(input));
      return { kind: 'answered', output: await plain(output), status: output.$metadata.httpStatusCode };
    } catch (error) {
      return refusalOf(error);
    }
  }

  async pages({ api, operation, input, place }: Call, member: string, pageSize: number): Promise<Pages | undefined> {
    const paginate = named<Paginator>(api, `paginate${operation}`);
    if (paginate === undefined) return undefined;
    const pages = await gathered(paginate({ client: this.#client(api, place), pageSize }, input));
    const items = await Promise.all(pages.flatMap((page) => page[member] ?? []).map(plain));
    return { items, count: pages.length };
  }

  async waitUntil(waiter: string, { api, input, place }: Omit<Call, 'operation'>): Promise<boolean> {
    const wait = named<Waiter>(api, `waitUntil${waiter}`);
    await wait?.({ client: this.#client(api, place), ...WAITING }, input);
    return wait !== undefined;
  }

  async sendSigned({ url, method, body = '', place }: SignedRequest): Promise<HttpAnswer> {
    const { protocol, hostname, port, pathname, searchParams, host } = new URL(url);
    const client = this.#client('lambda', place) as unknown as lambda.LambdaClient;
    const signer = await client.config.signer();
    const { headers } = await signer.sign({
      ...{
        method,
        protocol,
        hostname,
        port: Number(port),
        path: pathname,
        body,
        headers: { host, 'content-type': 'application/json' },
      },
      query: Object.fromEntries(searchParams),
    });
    const sent = await fetch(url, { method, headers, ...(body === '' ? {} : { body }) });
    return { status: sent.status, headers: Object.fromEntries(sent.headers), body: await sent.text() };
  }

  async knows(): Promise<boolean> {
    return true;
  }

  async close(): Promise<void> {
    for (const client of this.#clients.values()) client.destroy();
  }

  #client(api: Api, place: Place): Client {
    const key = `${api} ${place.endpoint} ${place.region}`;
    const known = this.#clients.get(key);
    if (known !== undefined) return known;
    const settings = { ...place, credentials, maxAttempts: 1 };
    const made = api === 'lambda' ? new lambda.LambdaClient(settings) : new logs.CloudWatchLogsClient(settings);
    this.#clients.set(key, made as unknown as Client);
    return made as unknown as Client;
  }
}

/** @throws whatever is no answer of the service. */
function refusalOf(error: unknown): Answer {
  if (!(error instanceof Error) || !('$metadata' in error)) throw error;
  const { $metadata, Reason } = error as Error & Metadata & { readonly Reason?: Plain };
  if ($metadata.httpStatusCode === undefined) throw error;
  return {
    kind: 'refused',
    code: error.name,
    message: error.message,
    status: $metadata.httpStatusCode,
    ...(typeof Reason === 'string' ? { reason: Reason } : {}),
  };
}
