export * from './asked.js';
export * from './current.js';
export * from './figures.js';
export * from './goal.js';
export * from './points.js';
export * from './regret.js';
export * from './spent.js';
