import type { Answer, HttpAnswer, Plain } from './answer.js';

export type Api = 'lambda' | 'logs';

/** Where a client sends its requests. */
export interface Place {
  readonly endpoint: string;
  readonly region: string;
}

export interface Call {
  readonly api: Api;
  /** As AWS's model has it: `CreateFunction`. */
  readonly operation: string;
  /** Member names as in AWS's model; bytes as Uint8Array. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly place: Place;
}

/** All pages of a list, as the client's own paginator fetches them. */
export interface Pages {
  readonly items: readonly Plain[];
  /** Undefined where the client does not show how many there were. */
  readonly count: number | undefined;
}

/** A request with a body of JSON. */
export interface SignedRequest {
  readonly url: string;
  readonly method: string;
  readonly body?: string;
  readonly place: Place;
}

export const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret/+=' };

/** One of AWS's clients, unmodified. */
export interface Driver {
  readonly name: 'JavaScript' | 'boto3' | 'aws';
  call(call: Call): Promise<Answer>;
  /** @param member which member of each page holds the items. */
  pages(call: Call, member: string, pageSize: number): Promise<Pages | undefined>;
  /** Waits as the client's own waiter does. @param waiter `FunctionActiveV2`. @returns false where it has none. */
  waitUntil(waiter: string, call: Omit<Call, 'operation'>): Promise<boolean>;
  /** Sends a request of one's own, signed with the client's own signer; undefined where the client has none. */
  readonly sendSigned?: (request: SignedRequest) => Promise<HttpAnswer>;
  /** Whether the client knows a member of an operation's output; one that is too old leaves it away. */
  knows(call: Call, path: readonly string[]): Promise<boolean>;
  close(): Promise<void>;
}
