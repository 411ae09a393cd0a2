export * from './move.js';
export * from './plan.js';
