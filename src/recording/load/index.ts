export * from './load-header.js';
export * from './load-line.js';
