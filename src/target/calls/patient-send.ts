import { setTimeout as sleep } from 'node:timers/promises';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { CallRecord } from './call-record.js';
import { isDoneAlready, lostAnswer, type Read } from './lost-answers.js';
import { Pace } from './pace.js';
import { type CallTrouble, type Trouble, troubleOf } from './trouble.js';

/*
 * Rejected: the SDK's own retry strategies. They see a request and an error, not which call it is, so that they send
 * again a PublishVersion whose answer was lost and take the refusal that comes of it for the answer; they give up by the
 * number of attempts, where a function in a VPC is being updated for a minute; they do not know ResourceConflictException;
 * and their waits end with no signal.
 */

interface AnyCommand {
  readonly input: object;
}
interface SendOptions {
  readonly abortSignal?: AbortSignal;
}
export type Send = (command: AnyCommand, options?: SendOptions) => Promise<unknown>;

export interface Patience {
  /** When it is raised, calls that were begun before are sent again no more; later ones, of the clean-up, are. */
  readonly signal?: AbortSignal;
  /** Replaced in tests. */
  readonly now?: () => number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** From 0 to below 1. */
  readonly random?: () => number;
}

/** How long a call is sent again, by what keeps it from success. */
const LONGEST_MS: Readonly<Record<CallTrouble, number>> = {
  throttled: 300_000,
  // Functions in a VPC are updated for up to a minute and a half.
  conflict: 180_000,
  // Passes only where versions are being deleted meanwhile.
  'code-storage': 30_000,
  'server-error': 120_000,
  timeout: 120_000,
  connection: 120_000,
  clock: 30_000,
};

/** Where nobody was ever reached, the address is wrong rather than the network lost. */
const ATTEMPTS_WITHOUT_ANYBODY = 4;

/** Before a second attempt no longer than this; twice as long before each further one. */
const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 20_000;

/**
 * Has a client send again what may succeed later: waiting longer each time and never as long as another client (full
 * jitter: AWS Architecture Blog, "Exponential Backoff And Jitter", 2015), all its calls more slowly once the service asks
 * to slow down, and no change twice. The client itself must make one attempt a call.
 */
export function sendPatiently(client: LambdaClient, record: CallRecord, patience: Patience = {}): void {
  const sendOnce = client.send.bind(client) as unknown as Send;
  const sender = new PatientSender(sendOnce, record, patience);
  client.send = ((command: AnyCommand, options?: SendOptions) =>
    sender.send(command, options)) as unknown as LambdaClient['send'];
}

/** What `sendPatiently` makes of one way to send once; by itself where there is no client, in tests. */
export class PatientSender {
  readonly #pace = new Pace();
  #isAnybodyThere = false;
  readonly #patience: Required<Omit<Patience, 'signal'>> & Pick<Patience, 'signal'>;

  constructor(
    private readonly sendOnce: Send,
    private readonly record: CallRecord,
    patience: Patience = {},
  ) {
    this.#patience = {
      now: Date.now,
      random: Math.random,
      wait: (ms, signal) => sleep(ms, undefined, { signal }),
      ...patience,
    };
  }

  async send(command: AnyCommand, options: SendOptions = {}): Promise<unknown> {
    this.record.made();
    const { now } = this.#patience;
    const call = new Call(command, now(), this.#hurryOf(options));
    for (;;) {
      try {
        await this.#takeTurn(call);
        const answer = await this.sendOnce(command, options);
        this.#isAnybodyThere = true;
        this.#pace.answered();
        return answer;
      } catch (error) {
        const answer = await this.#afterFailure(call, error, options);
        if (answer !== undefined) return answer;
      }
    }
  }

  /** Undefined where the call is to be sent again, and has been waited for. @throws what ends it */
  async #afterFailure(call: Call, error: unknown, options: SendOptions): Promise<object | undefined> {
    const trouble = troubleOf(error);
    if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode !== undefined) {
      this.#isAnybodyThere = true;
    }
    if (call.mayHaveHappened && trouble?.mayHaveHappened !== true) {
      const found = await this.#recogniseAfterRefusal(call, error, options);
      if (found !== undefined) return this.#recognised(found);
    }
    if (trouble === undefined) throw error;
    if (trouble.cause === 'throttled') this.#pace.throttled();
    await this.#waitBeforeNext(call, trouble, error);
    if (!trouble.mayHaveHappened) return undefined;
    call.mayHaveHappened = true;
    const found = await this.#recognise(call, options);
    return found === undefined ? undefined : this.#recognised(found);
  }

  #recognised(answer: object): object {
    this.record.recognised();
    return answer;
  }

  /** A refusal may tell that the first attempt, whose answer was lost, has done what was asked for. */
  #recogniseAfterRefusal(call: Call, error: unknown, options: SendOptions): Promise<object | undefined> {
    if (isDoneAlready(call.operation, error)) return Promise.resolve({ $metadata: {} });
    return this.#recognise(call, options);
  }

  /** Reads are sent patiently too: they are calls like any other, and have nothing to recognise. */
  #recognise({ operation, command }: Call, options: SendOptions): Promise<object | undefined> {
    const read = ((it: AnyCommand) => this.send(it, options)) as Read;
    return lostAnswer(operation, command.input, read);
  }

  async #waitBeforeNext(call: Call, trouble: Trouble, error: unknown): Promise<void> {
    const { now, random, wait } = this.#patience;
    call.attempts += 1;
    const waitMs = random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** call.attempts);
    const wasLong = now() + waitMs - call.begunAt > LONGEST_MS[trouble.cause];
    if (call.hurry.aborted || wasLong || this.#isInVain(call, trouble)) {
      this.record.failed();
      // What it was in trouble with would have passed, had it not been given up.
      call.hurry.throwIfAborted();
      throw withAttempts(error, call.attempts, now() - call.begunAt);
    }
    this.record.retried({ operation: call.operation, cause: trouble.cause, waitMs, attempts: call.attempts });
    await wait(waitMs, call.hurry);
  }

  #isInVain({ attempts }: Call, { isNobodyThere, cause }: Trouble): boolean {
    const isUnreached = !this.#isAnybodyThere && cause === 'connection';
    return (isNobodyThere === true || isUnreached || cause === 'clock') && attempts >= ATTEMPTS_WITHOUT_ANYBODY;
  }

  async #takeTurn({ hurry }: Call): Promise<void> {
    const { now, wait } = this.#patience;
    const ms = this.#pace.turnIn(now());
    if (ms === 0) return;
    this.record.waited(ms);
    await wait(ms, hurry);
  }

  /** What ends the waits of a call that is begun now. */
  #hurryOf({ abortSignal }: SendOptions): AbortSignal {
    const { signal } = this.#patience;
    const all = [abortSignal, signal?.aborted === true ? undefined : signal].filter((it) => it !== undefined);
    return AbortSignal.any(all);
  }
}

class Call {
  attempts = 0;
  mayHaveHappened = false;
  readonly operation: string;
  constructor(
    readonly command: AnyCommand,
    readonly begunAt: number,
    readonly hurry: AbortSignal,
  ) {
    this.operation = operationOf(command);
  }
}

/** `PublishVersion`: as permissions and AWS's own model call it. */
export const operationOf = (command: object): string => command.constructor.name.replace(/Command$/, '');

/** The same error, so that whoever looks at its name still can; it says how much patience was of no use. */
function withAttempts(error: unknown, attempts: number, ms: number): unknown {
  if (error instanceof Error && attempts > 1) {
    error.message += ` (sent ${attempts} times in ${Math.round(ms / 100) / 10} s)`;
  }
  return error;
}
