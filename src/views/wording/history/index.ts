export * from './event.js';
export * from './series.js';
export * from './span.js';
