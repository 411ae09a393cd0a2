export * from './header.js';
export * from './measurement.js';
export * from './quantities.js';
export * from './recording.js';
