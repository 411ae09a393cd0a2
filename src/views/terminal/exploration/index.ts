export * from './findings.js';
export * from './middle.js';
export * from './picture.js';
export * from './status.js';
export * from './visit-lines.js';
