import { randomUUID } from 'node:crypto';
import { secondsToMilliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import type { InvocationResult } from '../environment/host.js';
import type { Invocation } from '../environment/invocation.js';
import type { FunctionVersion } from '../functions/configuration.js';
import { type FunctionReference, functionArn } from '../functions/function-name.js';
import type { LambdaFunction } from '../functions/lambda-function.js';
import type { Registry } from '../functions/registry.js';
import { versionToRun } from '../functions/version-to-run.js';
import { notFound, requestTooLarge } from '../service-error.js';
import { Deliverer } from './deliverer.js';
import { functionAt } from './destination-rules.js';
import type { DestinationTargets } from './destination-targets.js';
import { type AsynchronousEvent, type Attempt, type EventSettings, MAX_EVENT_BYTES } from './event.js';
import { EventQueue, refusalOf } from './event-queue.js';

/** Runs one invocation. @throws ServiceError where AWS answers with another status than 200. */
export interface Runner {
  invoke(version: FunctionVersion, invocation: Invocation): Promise<InvocationResult>;
}

interface Parts {
  readonly clock: Clock;
  readonly registry: Registry;
  readonly runner: Runner;
  readonly targets: DestinationTargets;
}

/** AWS's defaults: "two retries" and "six hours" (developer guide). */
const DEFAULT_RETRIES = 2;
const DEFAULT_AGE_SECONDS = 21_600;

/** Invocations of the type Event: takes them, and sees to it that they are run, retried and reported. */
export class AsynchronousInvocations {
  readonly #parts: Parts;
  readonly #queue: EventQueue;

  constructor(parts: Parts) {
    const deliverer = new Deliverer({
      ...parts.targets,
      invokeFunction: (arn, payload, from) => this.#acceptRecord(arn, payload, from),
    });
    this.#parts = parts;
    this.#queue = new EventQueue({
      clock: parts.clock,
      attempt: (event) => this.#attempt(event),
      settingsOf: (event) => settingsOf(parts.registry, event.reference),
      deliver: (arn, message, event) => deliverer.deliver(arn, message, event),
    });
  }

  /** How many events are not over. */
  get waiting(): number {
    return this.#queue.size;
  }

  /**
   * The caller is to be answered with 202; the function runs after that.
   * @throws ServiceError ResourceNotFoundException, RequestTooLargeException, TooManyRequestsException.
   */
  accept(event: Omit<AsynchronousEvent, 'hops'> & { readonly hops?: number }): void {
    const bytes = event.payload.byteLength;
    if (bytes > MAX_EVENT_BYTES) {
      throw requestTooLarge(
        `${bytes} byte payload is too large for the Event invocation type (limit ${MAX_EVENT_BYTES} bytes)`,
      );
    }
    const { registry } = this.#parts;
    registry.find({ ...event.reference, qualifier: event.reference.qualifier ?? '$LATEST' });
    const settings = settingsOf(registry, event.reference);
    if (settings === undefined) throw notFound(`Function not found: ${functionArn(event.reference)}`);
    this.#queue.accept({ hops: 0, ...event }, settings);
  }

  close(): void {
    this.#queue.close();
  }

  #acceptRecord(arn: string, payload: Uint8Array, from: AsynchronousEvent): void {
    const reference = functionAt(arn);
    if (reference === undefined) throw notFound(`Function not found: ${arn}`);
    this.accept({ requestId: randomUUID(), reference, payload, traceId: from.traceId, hops: from.hops + 1 });
  }

  async #attempt({ requestId, reference, payload, traceId, clientContext }: AsynchronousEvent): Promise<Attempt> {
    try {
      const version = versionToRun(this.#parts.registry, reference);
      const { outcome } = await this.#parts.runner.invoke(version, {
        requestId,
        invocationId: randomUUID(),
        payload,
        invokedFunctionArn: functionArn(reference),
        traceId,
        asynchronous: true,
        ...(clientContext === undefined ? {} : { clientContext }),
      });
      return { kind: 'ran', outcome, executedVersion: version.version };
    } catch (error) {
      return refusalOf(error);
    }
  }
}

function settingsOf(registry: Registry, reference: FunctionReference): EventSettings | undefined {
  const found = registry.get(reference);
  if (found === undefined) return undefined;
  const { qualifier = '$LATEST' } = reference;
  const config = found.eventInvokeConfigs.get(qualifier);
  const deadLetter = deadLetterOf(found, qualifier);
  return {
    maximumRetryAttempts: config?.maximumRetryAttempts ?? DEFAULT_RETRIES,
    maximumEventAge: secondsToMilliseconds(config?.maximumEventAgeInSeconds ?? DEFAULT_AGE_SECONDS),
    ...(config?.onSuccess ? { onSuccess: config.onSuccess } : {}),
    ...(config?.onFailure ? { onFailure: config.onFailure } : {}),
    ...(deadLetter ? { deadLetter } : {}),
    isBlocked: found.reservedConcurrency === 0,
  };
}

function deadLetterOf({ latest, versions, aliases }: LambdaFunction, qualifier: string): string | undefined {
  const version = aliases.get(qualifier)?.version ?? qualifier;
  const entry = version === '$LATEST' ? latest : versions.get(version);
  return entry?.content.settings.deadLetterTarget;
}
