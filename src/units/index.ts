export * from './arithmetic.js';
export * from './format.js';
export * from './quantity.js';
