export * from './live/index.js';
export * from './load-result.js';
