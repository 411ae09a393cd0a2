export * from './expected-invocations.js';
export * from './explorer.js';
export { visitsInVain } from './in-vain.js';
export * from './move.js';
export * from './next-move.js';
export { payloadSequence } from './payload-sequence.js';
export * from './plan.js';
export * from './policies/index.js';
export * from './replay/index.js';
