export * from './arrivals/arrivals.js';
export * from './arrivals/choices.js';
export * from './arrivals/phase-length.js';
export * from './driver/drive.js';
export * from './invocation.js';
export { runVisit, type Visit } from './visit.js';
export type * from './wire/wire.js';
