export * from './apply-header.js';
export * from './apply-line.js';
export * from './apply-reader.js';
export * from './apply-writer.js';
