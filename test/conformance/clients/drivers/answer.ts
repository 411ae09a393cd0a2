/** What JSON can hold: the one form into which the answers of all clients are brought. */
export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [member: string]: Plain };

/** What became of one call. */
export type Answer =
  | { readonly kind: 'answered'; readonly output: Plain; readonly status: number | undefined }
  | {
      readonly kind: 'refused';
      readonly code: string;
      readonly message: string;
      readonly status: number | undefined;
      /** `Reason` of TooManyRequestsException, where the client shows it. */
      readonly reason?: string;
    }
  /** The installed client is older than the operation or a member of its input, and sent nothing. */
  | { readonly kind: 'unknown' };

/** What a plain HTTP request was answered with. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * Dates become ISO texts, bytes the text that they are in UTF-8, event streams lists of their events, and members
 * without a value go. No blob of an answer that is compared is anything but text.
 */
export async function plain(value: unknown): Promise<Plain> {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return Promise.all(value.map(plain));
  if (typeof value !== 'object') throw new Error(`An answer has a ${typeof value}`);
  if (Symbol.asyncIterator in value) return plain(await gathered(value as AsyncIterable<unknown>));
  const members = Object.entries(value).filter(([name, it]) => it !== undefined && it !== null && name !== '$metadata');
  return Object.fromEntries(await Promise.all(members.map(async ([name, it]) => [name, await plain(it)] as const)));
}

export async function gathered<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
