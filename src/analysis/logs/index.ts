export * from './log-analysis.js';
export * from './logs-result-schema.js';
