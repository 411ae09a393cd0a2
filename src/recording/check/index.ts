export * from './check-header.js';
export * from './check-line.js';
export * from './check-reader.js';
export * from './check-writer.js';
export * from './module-load.js';
