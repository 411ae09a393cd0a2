export * from './bootstrap.js';
export * from './design-effect.js';
export * from './interval.js';
export * from './quantile.js';
export * from './quantile-interval.js';
export * from './random.js';
export * from './sample.js';
