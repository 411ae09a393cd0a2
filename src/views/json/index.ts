export * from './render-json.js';
export * from './schemas.js';
