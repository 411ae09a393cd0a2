export * from './arithmetic.js';
export * from './check-metric.js';
export * from './format.js';
export * from './invoke-way.js';
export * from './quantity.js';
export * from './written-number.js';
