export * from './analyse-load.js';
export * from './load-result.js';
