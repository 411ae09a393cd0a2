export * from './decision-schema.js';
export * from './observation.js';
