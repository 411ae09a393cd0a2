export * from './features.js';
export * from './permission.js';
export * from './policy.js';
