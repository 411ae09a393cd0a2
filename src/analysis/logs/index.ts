export * from './log-analysis.js';
export * from './logs-result-schema.js';
export type { LogPrices } from './result-of.js';
