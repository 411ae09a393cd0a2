import type * as logs from '@aws-sdk/client-cloudwatch-logs';
import type * as lambda from '@aws-sdk/client-lambda';
import type { Api } from './drivers/driver.js';

interface Sdks {
  readonly lambda: typeof lambda;
  readonly logs: typeof logs;
}

type Stripped<Name, Suffix extends string> = Name extends `${infer Operation}${Suffix}` ? Operation : never;
type Constructor<A extends Api, N extends string> = `${N}Command` extends keyof Sdks[A]
  ? Sdks[A][`${N}Command`]
  : never;

/** AWS's names of the operations of an API, from the types of its SDK. */
export type OperationOf<A extends Api> = Stripped<keyof Sdks[A], 'Command'>;

export type InputOf<A extends Api, N extends string> =
  Constructor<A, N> extends new (...input: infer I) => unknown ? NonNullable<I[0]> : never;

export type OutputOf<A extends Api, N extends string> =
  Constructor<A, N> extends new (
    ...input: never[]
  ) => { resolveMiddleware(...args: never[]): (...args: never[]) => Promise<{ output: infer O }> }
    ? AsPlain<Omit<O, '$metadata'>>
    : never;

/** What `plain` makes of a type: see `drivers/answer.ts`. */
export type AsPlain<T> = T extends Date | Uint8Array
  ? string
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends readonly (infer Item)[]
      ? AsPlain<Item>[]
      : T extends AsyncIterable<infer Item>
        ? AsPlain<Item>[]
        : { [Member in keyof T]: AsPlain<T[Member]> };

export type WaiterOf<A extends Api> = keyof Sdks[A] extends infer Name
  ? Name extends `waitUntil${infer Waiter}`
    ? Waiter
    : never
  : never;
