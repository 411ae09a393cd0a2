export * from './live-load-view.js';
