import { type Milliseconds, milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import type { PlatformEvent } from '../environment/platform-event.js';
import { type Destination, type Inside, openDestination } from './destination.js';
import { Subscriber } from './subscriber.js';
import { type LogFormat, subscriberEvents, telemetryTypeOf } from './subscriber-events.js';
import { type Address, readSubscription, type Subscription, type TelemetryApi } from './subscription-request.js';

export interface TelemetryOptions {
  readonly clock: Clock;
  readonly logFormat: LogFormat;
  /** Takes events of the telemetry's own; the environment logs each and then publishes it here like any other. */
  readonly emit: (event: PlatformEvent) => void;
  /** Where extensions listen; on this machine like everybody unless given. */
  readonly inside?: () => Inside | undefined;
  readonly open?: (address: Address, inside?: Inside) => Promise<Destination>;
}

/** An answer for HTTP to carry: the body is JSON. */
export interface TelemetryAnswer {
  readonly status: 200 | 400 | 403;
  readonly body: string;
}

/** What an environment says before its extensions have subscribed is kept for them, up to this size. */
const MAX_EARLY_BYTES = 1_048_576;
/** About what an event takes beside its text, so that empty lines have an end too. */
const EVENT_OVERHEAD_BYTES = 100;
const NAMES: Readonly<Record<TelemetryApi, string>> = { telemetry: 'Telemetry', logs: 'Logs' };

/**
 * The Telemetry API of one execution environment: who has subscribed, and what each has still to get. Extensions
 * subscribe during INIT; events from before are kept until then, so a subscriber gets `platform.initStart` too, as on
 * AWS. Log levels do not matter here: subscribers get everything.
 */
export class Telemetry {
  readonly #options: TelemetryOptions;
  /** By extension and API: a second subscription takes the place of the first. */
  readonly #subscribers = new Map<string, { readonly to: Subscription; readonly subscriber: Subscriber }>();
  #early: PlatformEvent[] | undefined = [];
  #earlyBytes = 0;
  #isFrozen = false;

  constructor(options: TelemetryOptions) {
    this.#options = options;
  }

  /** `PUT /2022-07-01/telemetry` and, as `logs`, `PUT /2020-08-15/logs`, from an extension that has registered. */
  async subscribe(extension: string, api: TelemetryApi, body: string): Promise<TelemetryAnswer> {
    if (this.#early === undefined) return closed(api);
    const to = readSubscription(api, body);
    if (typeof to === 'string') return refused(to);
    let destination: Destination;
    try {
      destination = await (this.#options.open ?? openDestination)(to.address, this.#options.inside?.());
    } catch (error) {
      return refused(`Invalid destination: ${error instanceof Error ? error.message : error}`);
    }
    if (this.#early === undefined) {
      destination.close();
      return closed(api);
    }
    this.#add(extension, to, destination);
    return { status: 200, body: '"OK"' };
  }

  publish(event: PlatformEvent): void {
    if (this.#early !== undefined) this.#keep(event, this.#early);
    if (this.#subscribers.size === 0) return;
    const type = telemetryTypeOf(event);
    for (const { to, subscriber } of this.#subscribers.values()) {
      if (to.types.includes(type)) this.#pass(event, to, subscriber);
    }
  }

  /** INIT is over: nobody can subscribe any more, and nothing is kept for those who have not. */
  closeSubscriptions(): void {
    this.#early = undefined;
    this.#earlyBytes = 0;
  }

  freeze(): void {
    this.#isFrozen = true;
    for (const { subscriber } of this.#subscribers.values()) subscriber.freeze();
  }

  thaw(): void {
    this.#isFrozen = false;
    for (const { subscriber } of this.#subscribers.values()) subscriber.thaw();
  }

  /** Sends all that waits. @returns when it has arrived or is given up, after `within` at the latest. */
  async flush(within: Milliseconds): Promise<void> {
    if (this.#subscribers.size === 0) return;
    let cancel: (() => void) | undefined;
    const late = new Promise<void>((resolve) => {
      cancel = this.#options.clock.after(milliseconds(within), resolve);
    });
    const all = [...this.#subscribers.values()].map(({ subscriber }) => subscriber.flush());
    await Promise.race([Promise.all(all), late]);
    cancel?.();
  }

  /** The environment's processes are gone and start anew: their subscriptions are over, new ones are taken. */
  reset(): void {
    this.close();
    this.#early = [];
    this.#isFrozen = false;
  }

  close(): void {
    for (const { subscriber } of this.#subscribers.values()) subscriber.close();
    this.#subscribers.clear();
    this.closeSubscriptions();
  }

  #add(extension: string, to: Subscription, destination: Destination): void {
    const { clock, emit } = this.#options;
    const subscriber = new Subscriber({
      clock,
      buffering: to.buffering,
      destination,
      onDropped: (record) => emit({ time: clock.epoch(), type: 'platform.logsDropped', record }),
    });
    if (this.#isFrozen) subscriber.freeze();
    const key = `${to.api} ${extension}`;
    this.#subscribers.get(key)?.subscriber.close();
    this.#subscribers.set(key, { to, subscriber });
    for (const event of this.#early ?? []) {
      if (to.types.includes(telemetryTypeOf(event))) this.#pass(event, to, subscriber);
    }
    const type = to.api === 'logs' ? 'platform.logsSubscription' : 'platform.telemetrySubscription';
    emit({ time: clock.epoch(), type, record: { name: extension, state: 'Subscribed', types: to.types } });
  }

  #pass(event: PlatformEvent, to: Subscription, subscriber: Subscriber): void {
    for (const text of subscriberEvents(event, to, this.#options.logFormat)) {
      subscriber.add(text, event.type === 'platform.logsDropped');
    }
  }

  /** Platform events are few and small and always kept; a function may write without end. */
  #keep(event: PlatformEvent, early: PlatformEvent[]): void {
    if (typeof event.record === 'string') {
      const bytes = event.record.length + EVENT_OVERHEAD_BYTES;
      if (this.#earlyBytes + bytes > MAX_EARLY_BYTES) return;
      this.#earlyBytes += bytes;
    }
    early.push(event);
  }
}

const refused = (errorMessage: string): TelemetryAnswer => ({
  status: 400,
  body: JSON.stringify({ errorType: 'ValidationError', errorMessage }),
});

function closed(api: TelemetryApi): TelemetryAnswer {
  const errorType = `${NAMES[api]}.SubscriptionClosed`;
  const errorMessage = `${NAMES[api]} API subscription is closed`;
  return { status: 403, body: JSON.stringify({ errorType, errorMessage }) };
}
