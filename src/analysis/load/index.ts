export * from './analyse-load.js';
export * from './live/index.js';
export * from './load-result.js';
