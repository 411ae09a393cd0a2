export { analyseHistory, type HistoryOptions } from './analyse-history.js';
export * from './history-schema.js';
export type { HistoryRecording } from './session.js';
