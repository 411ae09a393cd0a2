import type { Diagnosis } from '../diagnosis-schema.js';

/** What findings are drawn from. */
export type Measured = Omit<Diagnosis, 'findings' | 'trust'>;
