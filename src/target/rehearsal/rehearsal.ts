import type { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { isRead, operationOf } from '../calls/index.js';
import { TargetError } from '../error.js';
import { type ChangeInput, rehearsedChange } from './changes.js';
import { overlaidRead } from './overlaid-read.js';
import { RehearsedAccount } from './rehearsed-account.js';

/** One call that would be made; of reads those too, which are. */
export interface RehearsedCall {
  readonly operation: string;
  readonly input: object;
  readonly isRead: boolean;
}

/** Calls that belong together, in order. */
export interface RehearsedPart {
  readonly title: string;
  readonly calls: readonly RehearsedCall[];
}

interface Sendable {
  readonly input: object;
  readonly middlewareStack?: { identify(): readonly string[] };
}

/** Of which only the address is wanted: it is taken as soon as it is built, and never sent (`invokeAddress`). */
const isBuiltAlone = ({ middlewareStack }: Sendable): boolean =>
  middlewareStack?.identify().some((it) => it.startsWith('takeRequest')) ?? false;

interface Sending {
  send(command: Sendable, ...rest: readonly unknown[]): unknown;
}

/**
 * Goes through what a run would call without making any change: reads are made, changes noted down and answered as if they
 * had been made, so that the code that runs is the code that would run. What it shows is therefore what is called, in that
 * order, unless the account changes meanwhile.
 */
export class Rehearsal {
  readonly #parts: { readonly title: string; readonly calls: RehearsedCall[] }[] = [];
  readonly #account = new RehearsedAccount();
  /** @param functionUrl what a function URL would be like */
  constructor(private readonly functionUrl: () => string) {}

  get parts(): readonly RehearsedPart[] {
    return this.#parts;
  }

  /** What comes from now on belongs to this. */
  begin(title: string): void {
    this.#parts.push({ title, calls: [] });
  }

  note(operation: string, input: object): void {
    if (this.#parts.length === 0) this.begin('Before the first visit');
    this.#parts.at(-1)?.calls.push({ operation, input, isRead: isRead(operation) });
  }

  /** Invocations of what was published last. @param times how many, in words */
  noteInvocations(times: string): void {
    const published = this.#parts
      .flatMap(({ calls }) => calls)
      .findLast(({ operation }) => operation === 'PublishVersion')?.input as ChangeInput | undefined;
    this.note('Invoke', { FunctionName: published?.FunctionName, times });
  }

  /** Has a client send reads alone. */
  attach(client: LambdaClient | CloudWatchLogsClient): void {
    const sending = client as unknown as Sending;
    const send = sending.send.bind(client);
    sending.send = async (command, ...rest) => {
      if (isBuiltAlone(command)) return send(command, ...rest);
      const operation = operationOf(command);
      const input = command.input as ChangeInput;
      this.note(operation, input);
      if (!isRead(operation)) {
        const url = operation === 'CreateFunctionUrlConfig' ? { FunctionUrl: this.functionUrl() } : {};
        return { $metadata: {}, ...rehearsedChange(this.#account, operation, input), ...url };
      }
      return overlaidRead(this.#account, operation, input, async () => (await send(command, ...rest)) as object);
    };
  }

  /** Has a client send nothing at all: nothing is invoked. */
  silence(client: LambdaClient): void {
    (client as unknown as Sending).send = (command) =>
      Promise.reject(new TargetError(`${operationOf(command)} is not sent with --dry-run`, 'leave --dry-run out'));
  }
}
