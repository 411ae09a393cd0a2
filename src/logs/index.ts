export { findReport } from './find-report.js';
export type { LogSink } from './log-sink.js';
export { isUnreadable, parseMessage } from './message.js';
export type * from './platform-event.js';
export { LogReader, type LogReaderOptions } from './reader/log-reader.js';
export { isReport, type Report, type Unreadable } from './report.js';
export { parseReportEvent } from './report-json.js';
export { formatReport, parseReportLine } from './report-text.js';
