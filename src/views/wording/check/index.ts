export * from './change.js';
export * from './loads.js';
export * from './metric.js';
export * from './modules.js';
export * from './notes.js';
export * from './sides.js';
export * from './source.js';
export * from './verdict.js';
