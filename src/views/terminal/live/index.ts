export * from './live-view.js';
