export * from './check-load-line.js';
export * from './load-header.js';
export * from './load-line.js';
export * from './load-reader.js';
export * from './load-writer.js';
