import {
  type ApplyResult,
  applyResultSchema,
  type CheckResult,
  checkResultSchema,
  type HistoryResult,
  historyResultSchema,
  type LoadResult,
  type LogsResult,
  loadResultSchema,
  logsResultSchema,
  type Result,
  resultSchema,
} from '../../analysis/index.js';

/**
 * `result.json`: pretty-printed, its keys in the order of the schema, whatever order the result was put together in, so
 * that two results can be compared by `diff`. A result that its own schema refuses is a bug of ours, and is thrown.
 */
export function renderJson(result: Result): string {
  return `${JSON.stringify(resultSchema.parse(result), null, 2)}\n`;
}

/** The same of a log. */
export function renderLogsJson(result: LogsResult): string {
  return `${JSON.stringify(logsResultSchema.parse(result), null, 2)}\n`;
}

/** The same of a load. */
export function renderLoadJson(result: LoadResult): string {
  return `${JSON.stringify(loadResultSchema.parse(result), null, 2)}\n`;
}

/** The same of a check. */
export function renderCheckJson(result: CheckResult): string {
  return `${JSON.stringify(checkResultSchema.parse(result), null, 2)}\n`;
}

/** The same of a history. */
export function renderHistoryJson(result: HistoryResult): string {
  return `${JSON.stringify(historyResultSchema.parse(result), null, 2)}\n`;
}

/** The same of an application. */
export function renderApplyJson(result: ApplyResult): string {
  return `${JSON.stringify(applyResultSchema.parse(result), null, 2)}\n`;
}
