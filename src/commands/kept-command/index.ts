export { type KeptCommand, runKept } from './run-kept.js';
export { indented } from './said.js';
