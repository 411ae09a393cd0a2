export * from './curve-tables.js';
export * from './explored-key.js';
export * from './explored-style.js';
export * from './regret-section.js';
export * from './terms.js';
