export * from './analyse.js';
export * from './analysis.js';
export { type BilledMean, recordedBilledMean } from './billed-mean.js';
export * from './host/index.js';
export * from './load/index.js';
export * from './logs/index.js';
export * from './result-schema.js';
export { areFiguresSimulated } from './simulated.js';
export { hasArchitectures, sizeName, sizeNames } from './size-name.js';
