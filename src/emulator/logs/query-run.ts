import { type EpochMilliseconds, milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import { ACCOUNT_ID } from '../functions/function-name.js';
import { EVENT_OVERHEAD_BYTES } from './event-block.js';
import { Execution, type Query, type QueryEvent, type ResultField } from './insights/index.js';
import { inTimeOrder, type LogEvent } from './log-event.js';
import type { LogGroup } from './log-group.js';
import { pointerTo } from './pointer.js';

export interface QueryRequest {
  readonly groups: readonly LogGroup[];
  /** In seconds, both included. */
  readonly startTime: number;
  readonly endTime: number;
  readonly text: string;
  readonly query: Query;
  readonly limit?: number | undefined;
}

export type QueryStatus = 'Running' | 'Complete' | 'Cancelled' | 'Failed';

export interface QueryStatistics {
  readonly recordsMatched: number;
  readonly recordsScanned: number;
  readonly bytesScanned: number;
  readonly estimatedRecordsSkipped: number;
  readonly estimatedBytesSkipped: number;
  readonly logGroupsScanned: number;
}

/** So many events at once, and then whatever else waits: invocations must not stand still for a query. */
const EVENTS_AT_ONCE = 500;

/** One query of CloudWatch Logs Insights. It sees the events that there are when it begins. */
export class QueryRun {
  readonly id: string;
  readonly request: QueryRequest;
  readonly createdAt: EpochMilliseconds;
  readonly #clock: Clock;
  readonly #execution: Execution;
  readonly #groupOf: (event: LogEvent) => string;
  #found: readonly LogEvent[];
  #next = 0;
  #bytes = 0;
  #status: QueryStatus = 'Running';
  #results: readonly ResultField[][] = [];
  #cancel: () => void;

  constructor(id: string, request: QueryRequest, clock: Clock) {
    this.id = id;
    this.request = request;
    this.createdAt = clock.epoch();
    this.#clock = clock;
    this.#execution = new Execution(request.query, request.limit);
    const parts = request.groups.map((group) => ({ name: group.name, events: eventsOf(group, request) }));
    this.#groupOf = groupTest(parts);
    this.#found = newestFirst(parts.map(({ events }) => events));
    this.#cancel = this.#later();
  }

  get status(): QueryStatus {
    return this.#status;
  }

  /** None until the query is complete. */
  get results(): readonly ResultField[][] {
    return this.#results;
  }

  get statistics(): QueryStatistics {
    return {
      recordsMatched: this.#execution.matched,
      recordsScanned: this.#next,
      bytesScanned: this.#bytes,
      estimatedRecordsSkipped: 0,
      estimatedBytesSkipped: 0,
      logGroupsScanned: this.request.groups.length,
    };
  }

  /** @returns whether it was still running. */
  stop(): boolean {
    if (this.#status !== 'Running') return false;
    this.#cancel();
    this.#end('Cancelled');
    return true;
  }

  #later(): () => void {
    return this.#clock.after(milliseconds(0), () => this.#proceed());
  }

  /** Runs off a timer, where nobody would catch what a query of the user's brings about. */
  #proceed(): void {
    try {
      this.#scan();
      if (this.#next < this.#found.length) {
        this.#cancel = this.#later();
      } else {
        this.#results = this.#execution.end();
        this.#end('Complete');
      }
    } catch {
      this.#end('Failed');
    }
  }

  #scan(): void {
    const end = Math.min(this.#found.length, this.#next + EVENTS_AT_ONCE);
    for (const event of this.#found.slice(this.#next, end)) {
      this.#bytes += event.message.length + EVENT_OVERHEAD_BYTES;
      this.#execution.push(seen(event, this.#groupOf(event)));
    }
    this.#next = end;
  }

  /** Lets go of the events, which would otherwise outlive their group. */
  #end(status: QueryStatus): void {
    this.#status = status;
    this.#found = [];
  }
}

interface Part {
  readonly name: string;
  readonly events: readonly LogEvent[];
}

const eventsOf = (group: LogGroup, { startTime, endTime }: QueryRequest): readonly LogEvent[] =>
  group.events.between(startTime * 1000, endTime * 1000 + 999);

function newestFirst(parts: readonly (readonly LogEvent[])[]): readonly LogEvent[] {
  const [first = [], ...others] = parts;
  return others.length === 0 ? first.toReversed() : parts.flat().sort((a, b) => inTimeOrder(b, a));
}

/** Which group an event is of; of one group, the usual case, nothing has to be kept for that. */
function groupTest(parts: readonly Part[]): (event: LogEvent) => string {
  const [first, ...others] = parts;
  const firstName = first?.name ?? '';
  if (others.length === 0) return () => firstName;
  const names = new Map(others.flatMap(({ name, events }) => events.map((event) => [event, name] as const)));
  return (event) => names.get(event) ?? firstName;
}

function seen(event: LogEvent, groupName: string): QueryEvent {
  const { timestamp, ingestionTime, message, stream } = event;
  const log = `${ACCOUNT_ID}:${groupName}`;
  return { timestamp, ingestionTime, message, logStream: stream, log, pointer: () => pointerTo(groupName, event) };
}
