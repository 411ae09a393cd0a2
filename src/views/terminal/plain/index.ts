export * from './plain-view.js';
