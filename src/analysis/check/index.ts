export * from './check-result-schema.js';
export * from './comparison.js';
export * from './explanation/index.js';
export { judge } from './judge.js';
export { type ComparisonFinding, type Look, lookAt } from './look.js';
export { neededPerSide } from './needed.js';
export type { Reading, Unreadable } from './reading.js';
