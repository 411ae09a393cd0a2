export { renderAwsDiagnosisJson } from './aws-diagnosis-schema.js';
export * from './render-diagnosis.js';
export * from './render-json.js';
export * from './render-quote.js';
export * from './render-replay.js';
export * from './schemas.js';
