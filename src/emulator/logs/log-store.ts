import type { Clock } from '../clock.js';

export interface LogEvent {
  /** Counts through all events: orders them and serves as a page token. */
  readonly id: number;
  readonly stream: string;
  readonly timestamp: number;
  readonly message: string;
}

interface LogGroup {
  readonly createdAt: number;
  readonly streams: Map<string, LogStream>;
  events: LogEvent[];
  bytes: number;
}

export interface LogStream {
  readonly name: string;
  readonly createdAt: number;
  firstEventAt?: number;
  lastEventAt?: number;
}

/** What CloudWatch charges an event with beside its text; serves as the cost of the object here. */
const EVENT_OVERHEAD_BYTES = 26;
const MAX_BYTES_PER_GROUP = 32 * 1_048_576;
const MAX_STREAMS_PER_GROUP = 10_000;

/** CloudWatch Logs in memory. Of each group the newest 32 MB are kept, and nothing is ever written to disk. */
export class LogStore {
  readonly #groups = new Map<string, LogGroup>();
  readonly #clock: Clock;
  #lastId = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  append(groupName: string, streamName: string, message: string): void {
    const timestamp = this.#clock.epoch();
    const group = this.#groupOf(groupName, timestamp);
    const stream = this.#streamOf(group, streamName, timestamp);
    stream.firstEventAt ??= timestamp;
    stream.lastEventAt = timestamp;
    this.#lastId += 1;
    group.events.push({ id: this.#lastId, stream: streamName, timestamp, message });
    group.bytes += message.length + EVENT_OVERHEAD_BYTES;
    if (group.bytes > MAX_BYTES_PER_GROUP) dropOldest(group);
  }

  groupNames(): string[] {
    return [...this.#groups.keys()].sort();
  }

  createdAt(groupName: string): number {
    return this.#groups.get(groupName)?.createdAt ?? 0;
  }

  storedBytes(groupName: string): number {
    return this.#groups.get(groupName)?.bytes ?? 0;
  }

  /** Oldest first; undefined if there is no such group. */
  events(groupName: string): readonly LogEvent[] | undefined {
    return this.#groups.get(groupName)?.events;
  }

  streams(groupName: string): LogStream[] | undefined {
    const group = this.#groups.get(groupName);
    return group === undefined ? undefined : [...group.streams.values()];
  }

  #groupOf(name: string, now: number): LogGroup {
    const known = this.#groups.get(name);
    if (known !== undefined) return known;
    const group: LogGroup = { createdAt: now, streams: new Map(), events: [], bytes: 0 };
    this.#groups.set(name, group);
    return group;
  }

  #streamOf(group: LogGroup, name: string, now: number): LogStream {
    const known = group.streams.get(name);
    if (known !== undefined) return known;
    const stream: LogStream = { name, createdAt: now };
    group.streams.set(name, stream);
    const [oldest] = group.streams.keys();
    if (group.streams.size > MAX_STREAMS_PER_GROUP && oldest !== undefined) group.streams.delete(oldest);
    return stream;
  }
}

/** A quarter at once, so that a full group does not move its whole array for each event. */
function dropOldest(group: LogGroup): void {
  let count = 0;
  while (group.bytes > MAX_BYTES_PER_GROUP * 0.75 && count < group.events.length) {
    group.bytes -= (group.events[count]?.message.length ?? 0) + EVENT_OVERHEAD_BYTES;
    count += 1;
  }
  group.events = group.events.slice(count);
}
