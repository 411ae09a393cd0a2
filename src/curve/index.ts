export * from './decision-schema.js';
export * from './observation.js';
export * from './problem.js';
