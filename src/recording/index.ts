export * from './error.js';
export * from './header.js';
export * from './measurement.js';
export * from './quantities.js';
export * from './reader.js';
export * from './recording.js';
export * from './redact.js';
export * from './writer.js';
