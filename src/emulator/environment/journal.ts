import type { EnvironmentLog } from '../logs/environment-log.js';
import { jsonLine } from '../telemetry/json-events.js';
import { isShownAt, type SystemLogLevel } from '../telemetry/log-level.js';
import type { Telemetry } from '../telemetry/telemetry.js';
import { textLines } from '../telemetry/text-lines.js';
import type { PlatformEvent } from './platform-event.js';

/** Where all events of one execution environment go: its log, in the function's format, and whoever has subscribed. */
export class Journal {
  readonly #log: EnvironmentLog;
  readonly #telemetry: Telemetry;
  /** Undefined for the text format, which has no levels. */
  readonly #level: SystemLogLevel | undefined;
  #waiting: (() => void)[] = [];

  constructor(log: EnvironmentLog, telemetry: Telemetry, level: SystemLogLevel | undefined) {
    this.#log = log;
    this.#telemetry = telemetry;
    this.#level = level;
  }

  write(event: PlatformEvent): void {
    if (this.#level === undefined) for (const line of textLines(event)) this.#log.write(line, 'endsOpen' in event);
    else if (isShownAt(event, this.#level)) this.#log.write(jsonLine(event));
    this.#telemetry.publish(event);
  }

  /**
   * What the function printed before it called an API lies in the pipe already, and the event loop may come to the call
   * first. So what the platform has to say waits for the end of this round of the loop, by when the pipe has been read.
   */
  later(action: () => void): void {
    if (this.#waiting.push(action) > 1) return;
    setImmediate(() => {
      const actions = this.#waiting;
      this.#waiting = [];
      for (const it of actions) it();
    });
  }
}
