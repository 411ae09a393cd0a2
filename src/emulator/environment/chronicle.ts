import { milliseconds } from '../../units/index.js';
import type { Clock } from '../clock.js';
import { EnvironmentLog, streamName } from '../logs/environment-log.js';
import type { Inside } from '../telemetry/destination.js';
import { DEFAULT_SYSTEM_LOG_LEVEL, SYSTEM_LOG_LEVELS } from '../telemetry/log-level.js';
import type { TelemetryApi } from '../telemetry/subscription-request.js';
import { Telemetry, type TelemetryAnswer } from '../telemetry/telemetry.js';
import type { Told } from './effect.js';
import type { Host } from './host.js';
import { Journal } from './journal.js';
import { Narrator, type NarratorOptions } from './narrator.js';
import type { Output } from './processes/output-reader.js';
import type { Who } from './processes/processes.js';
import { runtimeVersionOf } from './runtime-version.js';

/** The longest that an extension has to shut down (developer guide, read 2026-10): what it has not taken by then is lost. */
const FLUSH_LIMIT = milliseconds(2000);

export interface ChronicleOptions
  extends Pick<NarratorOptions, 'version' | 'instanceId' | 'initializationType' | 'maxMemoryUsed'> {
  /** Where its extensions listen. */
  readonly inside: () => Inside | undefined;
}

/** All that one execution environment says: what its processes print and what the platform tells, to its log and whoever has subscribed. */
export class Chronicle {
  readonly stream: string;
  readonly #clock: Clock;
  readonly #log: EnvironmentLog;
  readonly #telemetry: Telemetry;
  readonly #journal: Journal;
  readonly #narrator: Narrator;

  constructor({ clock, logs, interpreters }: Host, { inside, ...options }: ChronicleOptions) {
    const { version, instanceId } = options;
    const { settings } = version;
    this.#clock = clock;
    this.stream = streamName(clock.epoch(), version.version, instanceId);
    this.#log = new EnvironmentLog(logs.region(version.region), settings.logGroup, this.stream);
    const isJson = settings.logFormat === 'JSON';
    const level = SYSTEM_LOG_LEVELS.find((it) => it === settings.systemLogLevel) ?? DEFAULT_SYSTEM_LOG_LEVEL;
    this.#telemetry = new Telemetry({
      clock,
      logFormat: isJson ? 'JSON' : 'Text',
      emit: (event) => this.#journal.write(event),
      inside,
    });
    this.#journal = new Journal(this.#log, this.#telemetry, isJson ? level : undefined);
    this.#narrator = new Narrator({ clock, runtimeVersion: runtimeVersionOf(version, interpreters), ...options });
  }

  /**
   * @param first is called before it is written, when the caller has the answer already
   * @param done is called when it is written
   */
  tell(told: Told, first: () => void, done?: () => void): void {
    if (told.kind === 'initReport' && told.status === 'success') this.#telemetry.closeSubscriptions();
    this.#journal.later(() => {
      first();
      for (const event of this.#narrator.eventsOf(told)) this.#journal.write(event);
      done?.();
    });
  }

  printed({ extension }: Who, { text, endsOpen }: Output): void {
    const type = extension === undefined ? 'function' : 'extension';
    this.#journal.write({ time: this.#clock.epoch(), type, record: text, ...(endsOpen ? { endsOpen } : {}) });
  }

  subscribe(extension: string, api: TelemetryApi, body: string): Promise<TelemetryAnswer> {
    return this.#telemetry.subscribe(extension, api, body);
  }

  /** The end of what was logged since the last call. */
  takeTail(): Buffer {
    return this.#log.takeTail();
  }

  /** Nobody takes anything until `thaw`. */
  freeze(): void {
    this.#telemetry.freeze();
  }

  thaw(): void {
    this.#telemetry.thaw();
  }

  /** Whoever has subscribed is about to end. */
  flush(): void {
    void this.#telemetry.flush(FLUSH_LIMIT);
  }

  /** Whoever has subscribed is gone, and others may. */
  reset(): void {
    this.#telemetry.reset();
  }

  close(): void {
    this.#telemetry.close();
  }
}
