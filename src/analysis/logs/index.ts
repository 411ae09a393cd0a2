export type { BillingRule } from './billing-rule.js';
export * from './log-analysis.js';
export * from './logs-result-schema.js';
