export * from './invocation.js';
export { runVisit, type Visit } from './visit.js';
