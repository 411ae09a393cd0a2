import type { LogGroupClass, MetricFilter, SubscriptionFilter } from '@aws-sdk/client-cloudwatch-logs';
import type { EpochMilliseconds } from '../../units/index.js';
import { ACCOUNT_ID } from '../functions/function-name.js';
import type { Budget } from './budget.js';
import { EventList } from './event-list.js';
import type { LogEvent } from './log-event.js';
import type { LogJournal } from './log-journal.js';

export interface LogStream {
  readonly name: string;
  readonly createdAt: EpochMilliseconds;
  firstEventAt?: EpochMilliseconds;
  lastEventAt?: EpochMilliseconds;
  lastIngestionAt?: EpochMilliseconds;
}

/** What users set; nothing of it but the retention changes what a group does here. */
export interface GroupSettings {
  logGroupClass: LogGroupClass;
  deletionProtectionEnabled: boolean;
  retentionInDays?: number;
  kmsKeyId?: string;
}

export interface GroupName {
  readonly region: string;
  readonly name: string;
}

/** What all groups share. */
export interface GroupHost {
  readonly budget: Budget;
  readonly journal: () => LogJournal | undefined;
}

/** AWS has no limit; here one stream an environment is made, and the oldest are forgotten. */
const MAX_STREAMS = 10_000;
const DAY_MS = 86_400_000;

export class LogGroup {
  readonly region: string;
  readonly name: string;
  createdAt: EpochMilliseconds;
  readonly settings: GroupSettings = { logGroupClass: 'STANDARD', deletionProtectionEnabled: false };
  readonly tags = new Map<string, string>();
  readonly streams = new Map<string, LogStream>();
  readonly metricFilters = new Map<string, MetricFilter>();
  readonly subscriptionFilters = new Map<string, SubscriptionFilter>();
  readonly events: EventList;
  readonly #journal: () => LogJournal | undefined;

  constructor({ region, name }: GroupName, createdAt: EpochMilliseconds, { budget, journal }: GroupHost) {
    this.region = region;
    this.name = name;
    this.createdAt = createdAt;
    this.events = new EventList(budget);
    this.#journal = journal;
  }

  /** Without the `:*` that older operations append. */
  get arn(): string {
    return `arn:aws:logs:${this.region}:${ACCOUNT_ID}:log-group:${this.name}`;
  }

  /** Makes the stream if it is not there yet, as Lambda does. */
  append(
    streamName: string,
    timestamp: EpochMilliseconds,
    ingestionTime: EpochMilliseconds,
    message: string,
  ): LogEvent {
    const stream = this.streams.get(streamName) ?? this.addStream(streamName, ingestionTime);
    if (stream.firstEventAt === undefined || timestamp < stream.firstEventAt) stream.firstEventAt = timestamp;
    if (stream.lastEventAt === undefined || timestamp > stream.lastEventAt) stream.lastEventAt = timestamp;
    stream.lastIngestionAt = ingestionTime;
    this.#journal()?.appended(this.region, this.name, streamName, timestamp, ingestionTime, message);
    return this.events.append(streamName, timestamp, ingestionTime, message);
  }

  addStream(name: string, createdAt: EpochMilliseconds): LogStream {
    const stream: LogStream = { name, createdAt };
    this.streams.set(name, stream);
    if (this.streams.size > MAX_STREAMS) {
      const [oldest] = this.streams.keys();
      if (oldest !== undefined) this.streams.delete(oldest);
    }
    return stream;
  }

  deleteStream(name: string): void {
    this.streams.delete(name);
    this.events.dropStream(name);
    this.#journal()?.streamDeleted(this.region, this.name, name);
  }

  /** The time before which events have expired; the epoch without a retention. */
  expiryAt(now: EpochMilliseconds): number {
    const { retentionInDays } = this.settings;
    return retentionInDays === undefined ? 0 : now - retentionInDays * DAY_MS;
  }

  /** To be called before events are read: AWS shows none that have expired. */
  expire(now: EpochMilliseconds): void {
    const expiry = this.expiryAt(now);
    if (expiry > 0) this.events.dropBefore(expiry);
  }
}
