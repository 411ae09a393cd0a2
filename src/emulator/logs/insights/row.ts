import { discover } from './discovered-fields.js';
import { Timestamp, type Value } from './value.js';

/** An event as a query sees it. */
export interface QueryEvent {
  readonly timestamp: number;
  readonly ingestionTime: number;
  readonly message: string;
  readonly logStream: string;
  /** `123456789012:/aws/lambda/name`. */
  readonly log: string;
  /** Finds the event again, for GetLogRecord. */
  pointer(): string;
}

/** One row on its way through a query: an event and what was computed of it, or a group of events. */
export class Row {
  readonly #event: QueryEvent | undefined;
  #computed: Map<string, Value> | undefined;
  #discovered: ReadonlyMap<string, string> | undefined;

  /** @param event none for a group of events. */
  constructor(event?: QueryEvent) {
    this.#event = event;
  }

  set(name: string, value: Value | undefined): void {
    if (value === undefined) {
      this.#computed?.delete(name);
    } else {
      this.#computed ??= new Map();
      this.#computed.set(name, value);
    }
  }

  /** What a name stands for: what the query computed before what the event has. */
  field(name: string): Value | undefined {
    return this.#computed?.get(name) ?? (this.#event === undefined ? undefined : this.#ofEvent(this.#event, name));
  }

  #ofEvent(event: QueryEvent, name: string): Value | undefined {
    switch (name) {
      case '@message':
        return event.message;
      case '@timestamp':
        return new Timestamp(event.timestamp);
      case '@ingestionTime':
        return new Timestamp(event.ingestionTime);
      case '@logStream':
        return event.logStream;
      case '@log':
        return event.log;
      case '@ptr':
        return event.pointer();
      default:
        this.#discovered ??= discover(event.message);
        return this.#discovered.get(name);
    }
  }
}
