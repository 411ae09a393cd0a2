export * from './columns.js';
export * from './line.js';
export * from './width.js';
