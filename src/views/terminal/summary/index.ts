export { linesOfWarnings } from './evidence.js';
export * from './summary.js';
