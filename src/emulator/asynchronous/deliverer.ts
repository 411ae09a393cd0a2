import { type Arn, parseArn } from './arn.js';
import type { DestinationTargets } from './destination-targets.js';
import type { AsynchronousEvent } from './event.js';
import type { Message } from './message.js';
import type { QueueEndpoint } from './queue-endpoint.js';

export interface DelivererHost extends DestinationTargets {
  /** Puts an event for another function into the queue. @throws ServiceError when there is no such function. */
  invokeFunction(arn: string, payload: Uint8Array, from: AsynchronousEvent): void;
}

/**
 * "Lambda detects … and stops the recursive loop after approximately 16 requests" (developer guide, "Recursive loop
 * detection", read 2026-11). Here: of records that functions send each other as destinations.
 */
const MOST_HOPS = 16;

/** Takes a message to where its ARN points: a function, the queue endpoint, or a file for all else. */
export class Deliverer {
  readonly #host: DelivererHost;

  constructor(host: DelivererHost) {
    this.#host = host;
  }

  async deliver(arn: string, message: Message, from: AsynchronousEvent): Promise<void> {
    try {
      await this.#send(arn, message, from);
    } catch (error) {
      this.#host.onUndelivered(arn, error instanceof Error ? error.message : String(error));
    }
  }

  async #send(text: string, message: Message, from: AsynchronousEvent): Promise<void> {
    const arn = parseArn(text);
    const { queueEndpoint, recordFolder } = this.#host;
    if (arn?.service === 'lambda') this.#invoke(text, message, from);
    else if (arn?.service === 'sqs' && queueEndpoint !== undefined) await this.#queue(queueEndpoint, arn, message);
    else if (recordFolder !== undefined) await recordFolder.append(text, message);
    else throw new Error('nothing stands in for this destination: give --queue-endpoint or --destination-folder');
  }

  #invoke(arn: string, message: Message, from: AsynchronousEvent): void {
    if (from.hops >= MOST_HOPS) throw new Error(`a loop of destinations was stopped after ${MOST_HOPS} functions`);
    this.#host.invokeFunction(arn, Buffer.from(message.body), from);
  }

  async #queue(endpoint: QueueEndpoint, arn: Arn, message: Message): Promise<void> {
    // "An unsupported destination type, such as an Amazon SQS FIFO queue" (developer guide).
    if (arn.resource.endsWith('.fifo')) throw new Error('a FIFO queue cannot be a destination');
    await endpoint.send(arn, message);
  }
}
