export { findReport } from './find-report.js';
export type { LogSink } from './log-sink.js';
export type * from './platform-event.js';
export { isReport, type Report, type Unreadable } from './report.js';
export { parseReportEvent } from './report-json.js';
export { formatReport, parseReportLine } from './report-text.js';
