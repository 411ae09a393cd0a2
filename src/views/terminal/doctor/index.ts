export { renderDiagnosis } from './diagnosis.js';
