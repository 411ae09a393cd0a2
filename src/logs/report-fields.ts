import type { Labels } from './labelled-fields.js';

/** The fields of a report that are numbers with a unit. */
export type NumberField =
  | 'durationMs'
  | 'billedDurationMs'
  | 'memorySizeMB'
  | 'maxMemoryUsedMB'
  | 'initDurationMs'
  | 'restoreDurationMs'
  | 'billedRestoreDurationMs';

export interface FieldSpec {
  /** As AWS prints it in front of the colon. */
  readonly label: string;
  readonly unit: 'ms' | 'MB';
  /** Digits after the point in AWS's text format (read off real lines, 2026). */
  readonly decimals: 0 | 2;
  readonly required: boolean;
}

/** The numbers of a REPORT line in the order in which AWS prints them: the one list for reader and writer. */
export const REPORT_FIELDS: Readonly<Record<NumberField, FieldSpec>> = {
  durationMs: { label: 'Duration', unit: 'ms', decimals: 2, required: true },
  billedDurationMs: { label: 'Billed Duration', unit: 'ms', decimals: 0, required: true },
  memorySizeMB: { label: 'Memory Size', unit: 'MB', decimals: 0, required: true },
  maxMemoryUsedMB: { label: 'Max Memory Used', unit: 'MB', decimals: 0, required: true },
  initDurationMs: { label: 'Init Duration', unit: 'ms', decimals: 2, required: false },
  restoreDurationMs: { label: 'Restore Duration', unit: 'ms', decimals: 2, required: false },
  billedRestoreDurationMs: { label: 'Billed Restore Duration', unit: 'ms', decimals: 0, required: false },
};

export const REPORT_FIELD_NAMES = Object.keys(REPORT_FIELDS) as NumberField[];

/** Every label that Kelvin knows in a REPORT and in the X-Ray line below it. */
export const REPORT_LABELS: Labels = Object.assign(Object.create(null), {
  RequestId: 'id',
  ...Object.fromEntries(REPORT_FIELD_NAMES.map((name) => [REPORT_FIELDS[name].label, REPORT_FIELDS[name].unit])),
  Status: 'word',
  'Error Type': 'word',
  'XRAY TraceId': 'word',
  SegmentId: 'word',
  Sampled: 'word',
});
