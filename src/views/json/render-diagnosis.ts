import { type Diagnosis, diagnosisSchema } from '../../analysis/index.js';

/** What `kelvin doctor --json` prints. A diagnosis that its own schema refuses is a bug of ours, and is thrown. */
export const renderDiagnosisJson = (diagnosis: Diagnosis): string =>
  `${JSON.stringify(diagnosisSchema.parse(diagnosis), null, 2)}\n`;
