export * from './logs-summary.js';
