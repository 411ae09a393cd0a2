export * from './arrivals/arrivals.js';
export * from './arrivals/choices.js';
export * from './arrivals/phase-length.js';
export * from './driver/drive.js';
export * from './invocation.js';
export { runVisit, type Visit } from './visit.js';
export { answerReader, readAnswer } from './wire/read-answer.js';
export type * from './wire/wire.js';
export { requestWriter } from './wire/write-request.js';
