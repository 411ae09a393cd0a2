import type { IncomingHttpHeaders } from 'node:http';
import type { Service } from './route.js';

/** What an operation knows beside its input. */
export interface Context {
  readonly service: Service;
  readonly requestId: string;
  readonly region: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * One operation of AWS's API. Where it is found, what its input and output look like and which constraints they have is
 * in AWS's own model (`../api/`): the input has been read and validated when it comes here, and the output is written by
 * the model, so a handler holds the behaviour alone. A refusal is thrown as ServiceError.
 */
export interface Operation {
  readonly api: 'lambda' | 'logs';
  /** As AWS's model names it: `CreateFunction`. */
  readonly name: string;
  handle(input: never, context: Context): object | Promise<object>;
}

/** Operations on one kind of resource. */
export interface OperationFamily {
  /** What it is about, as the README says it. */
  readonly name: string;
  readonly operations: readonly Operation[];
}

type Handler<Input, Output extends object> = (input: Input, context: Context) => Output | Promise<Output>;

export const lambdaOperation = <Input, Output extends object>(
  name: string,
  handle: Handler<Input, Output>,
): Operation => ({ api: 'lambda', name, handle });

export const logsOperation = <Input, Output extends object>(
  name: string,
  handle: Handler<Input, Output>,
): Operation => ({ api: 'logs', name, handle });
