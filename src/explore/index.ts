export * from './expected-invocations.js';
export * from './explorer.js';
export * from './move.js';
export * from './next-move.js';
export * from './plan.js';
export * from './policies/index.js';
export * from './replay/index.js';
