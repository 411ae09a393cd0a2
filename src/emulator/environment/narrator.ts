import { randomBytes } from 'node:crypto';
import { type EpochMilliseconds, epochMilliseconds, type Megabytes, type Milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import type { FunctionVersion } from '../functions/configuration.js';
import type { Span, Told } from './effect.js';
import type { Invocation } from './invocation.js';
import type { Ending, InitializationType, PlatformEvent, Span as PrintedSpan, Tracing } from './platform-event.js';
import type { RuntimeVersion } from './runtime-version.js';

export interface NarratorOptions {
  readonly clock: Clock;
  readonly version: FunctionVersion;
  readonly instanceId: string;
  readonly initializationType: InitializationType;
  readonly runtimeVersion: RuntimeVersion;
  /** The most memory that was used so far. */
  readonly maxMemoryUsed: () => Megabytes;
}

/** Puts what the machine tells into AWS's events: adds the time, the names, the trace and the memory. */
export class Narrator {
  readonly #options: NarratorOptions;
  #tracing: Tracing | undefined;

  constructor(options: NarratorOptions) {
    this.#options = options;
  }

  eventsOf(told: Told): PlatformEvent[] {
    const time = this.#options.clock.epoch();
    switch (told.kind) {
      case 'initStart':
      case 'initRuntimeDone':
      case 'initReport':
        return [this.#initEvent(told, time)];
      case 'extensionStates':
        return told.extensions.map(({ name, state, events, errorType }) => ({
          time,
          type: 'platform.extension',
          record: { name, state, events, ...(errorType === undefined ? {} : { errorType }) },
        }));
      case 'start': {
        const { requestId } = told.invocation;
        this.#tracing = tracingOf(told.invocation);
        const record = { requestId, version: this.#options.version.version, ...this.#traced() };
        return [{ time, type: 'platform.start', record }];
      }
      case 'runtimeDone':
        return [this.#runtimeDone(told, time)];
      case 'finish':
        return [this.#report(told, time)];
    }
  }

  #initEvent(
    told: Told & { kind: 'initStart' | 'initRuntimeDone' | 'initReport' },
    time: EpochMilliseconds,
  ): PlatformEvent {
    const { version, instanceId, initializationType, runtimeVersion } = this.#options;
    const { phase } = told;
    if (told.kind === 'initStart') {
      const identity = {
        functionName: version.name,
        functionVersion: version.version,
        instanceId,
        instanceMaxMemory: version.settings.memorySize,
      };
      return {
        time,
        type: 'platform.initStart',
        record: { initializationType, phase, ...runtimeVersion, ...identity },
      };
    }
    const record = { initializationType, phase, ...endingOf(told) };
    if (told.kind === 'initRuntimeDone') return { time, type: 'platform.initRuntimeDone', record };
    return { time, type: 'platform.initReport', record: { ...record, metrics: { durationMs: told.duration } } };
  }

  #runtimeDone(told: Told & { kind: 'runtimeDone' }, time: EpochMilliseconds): PlatformEvent {
    const { invocation, duration, producedBytes } = told;
    const record = {
      requestId: invocation.requestId,
      ...endingOf(told),
      metrics: { durationMs: duration, producedBytes },
      ...this.#spans(told.spans),
      ...this.#traced(),
    };
    return { time, type: 'platform.runtimeDone', record };
  }

  #report(told: Told & { kind: 'finish' }, time: EpochMilliseconds): PlatformEvent {
    const { invocation, duration, initDuration, errorType } = told;
    const { maxMemoryUsed, version, initializationType } = this.#options;
    const apart = initializationType === 'provisioned-concurrency' ? ({ initIsBilledApart: true } as const) : {};
    const memorySizeMB = version.settings.memorySize;
    const metrics = {
      durationMs: duration,
      memorySizeMB,
      maxMemoryUsedMB: errorType === 'Runtime.OutOfMemory' ? memorySizeMB : maxMemoryUsed(),
      ...(initDuration === undefined ? {} : { initDurationMs: initDuration, ...apart }),
    };
    const { requestId } = invocation;
    const record = { requestId, ...endingOf(told), metrics, ...this.#spans(told.spans), ...this.#traced() };
    return { time, type: 'platform.report', record };
  }

  #traced(): { readonly tracing?: Tracing } {
    return this.#tracing === undefined ? {} : { tracing: this.#tracing };
  }

  #spans(spans: readonly Span[]): { readonly spans?: readonly PrintedSpan[] } {
    if (spans.length === 0) return {};
    return {
      spans: spans.map(({ name, startedAt, duration }) => ({
        name,
        start: this.#epochOf(startedAt),
        durationMs: duration,
      })),
    };
  }

  #epochOf(moment: Milliseconds): EpochMilliseconds {
    const { clock } = this.#options;
    return epochMilliseconds(clock.epoch() - (clock.monotonic() - moment));
  }
}

const endingOf = ({ status, errorType }: Ending): Ending =>
  errorType === undefined ? { status } : { status, errorType };

/** A segment of its own has an invocation that is traced. */
function tracingOf({ traceId }: Invocation): Tracing {
  const traced = { type: 'X-Amzn-Trace-Id', value: traceId } as const;
  return /(^|;)Sampled=1(;|$)/.test(traceId) ? { spanId: randomBytes(8).toString('hex'), ...traced } : traced;
}
