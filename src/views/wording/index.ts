export * from './change.js';
export * from './estimate.js';
export * from './failure.js';
export * from './logs.js';
export * from './role.js';
export * from './sentence.js';
export * from './span.js';
export * from './warnings.js';
