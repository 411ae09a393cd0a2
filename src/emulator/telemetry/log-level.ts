import type { PlatformEvent } from '../environment/platform-event.js';

/** `SystemLogLevel` of a function's LoggingConfig, from the least to the gravest. */
export const SYSTEM_LOG_LEVELS = ['DEBUG', 'INFO', 'WARN'] as const;
export type SystemLogLevel = (typeof SYSTEM_LOG_LEVELS)[number];

/** AWS's when a function does not say ("System log level event mapping", developer guide, read 2026-10). */
export const DEFAULT_SYSTEM_LOG_LEVEL: SystemLogLevel = 'INFO';

/** Whether a log of the JSON format shows the event; subscribers of the Telemetry API get every one. */
export const isShownAt = (event: PlatformEvent, level: SystemLogLevel): boolean =>
  SYSTEM_LOG_LEVELS.indexOf(systemLogLevelOf(event)) >= SYSTEM_LOG_LEVELS.indexOf(level);

/** The level that AWS gives an event (the same page). What a function writes itself has none and is always shown. */
export function systemLogLevelOf(event: PlatformEvent): SystemLogLevel {
  switch (event.type) {
    case 'platform.initStart':
    case 'platform.restoreStart':
      return event.record.runtimeVersion === undefined ? 'DEBUG' : 'INFO';
    case 'platform.initReport':
      if (event.record.status !== 'success') return 'WARN';
      return event.record.initializationType === 'on-demand' ? 'DEBUG' : 'INFO';
    case 'platform.initRuntimeDone':
    case 'platform.restoreRuntimeDone':
    case 'platform.runtimeDone':
      return event.record.status === 'success' ? 'DEBUG' : 'WARN';
    case 'platform.restoreReport':
    case 'platform.report':
      return event.record.status === 'success' ? 'INFO' : 'WARN';
    case 'platform.extension':
      return event.record.errorType === undefined ? 'INFO' : 'WARN';
    case 'platform.start':
    case 'platform.telemetrySubscription':
    case 'platform.logsSubscription':
      return 'INFO';
    case 'platform.logsDropped':
    case 'function':
    case 'extension':
      return 'WARN';
  }
}
