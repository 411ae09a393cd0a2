export * from './live-view.js';
export * from './open-screen.js';
