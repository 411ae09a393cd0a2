export { renderAwsDiagnosis } from './aws.js';
export { renderDiagnosis } from './diagnosis.js';
