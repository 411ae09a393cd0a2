export * from './driver/drive.js';
export * from './invocation.js';
export { runVisit, type Visit } from './visit.js';
export type * from './wire/wire.js';
