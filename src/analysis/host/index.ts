export { diagnose } from './diagnose.js';
export {
  DIAGNOSIS_SCHEMA_VERSION,
  type Diagnosis,
  diagnosisSchema,
  type Finding,
  type Share,
  type Trust,
} from './diagnosis-schema.js';
export type { Figure } from './figure.js';
