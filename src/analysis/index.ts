export * from './analysis.js';
export * from './result-schema.js';
