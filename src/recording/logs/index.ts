export * from './check-line.js';
export * from './log-header.js';
export * from './log-line.js';
export * from './log-reader.js';
export * from './log-writer.js';
export * from './to-line.js';
