export * from './nearest-word.js';
