import { describe, it } from 'node:test';
import {
  applyRecordingJsonSchema,
  applyResultJsonSchema,
  awsDiagnosisJsonSchema,
  checkRecordingJsonSchema,
  checkResultJsonSchema,
  diagnosisJsonSchema,
  historyResultJsonSchema,
  loadRecordingJsonSchema,
  loadResultJsonSchema,
  logRecordingJsonSchema,
  logsResultJsonSchema,
  priceBookJsonSchema,
  recordingJsonSchema,
  replayResultJsonSchema,
  resultJsonSchema,
} from '../../../src/views/json/index.js';
import { assertGolden } from '../golden.js';

const COMMITTED = {
  'reports/diagnosis.schema.json': diagnosisJsonSchema,
  'reports/aws-diagnosis.schema.json': awsDiagnosisJsonSchema,
  'reports/result.schema.json': resultJsonSchema,
  'reports/recording.schema.json': recordingJsonSchema,
  'reports/logs-result.schema.json': logsResultJsonSchema,
  'reports/log-recording.schema.json': logRecordingJsonSchema,
  'reports/load-result.schema.json': loadResultJsonSchema,
  'reports/load-recording.schema.json': loadRecordingJsonSchema,
  'reports/check-result.schema.json': checkResultJsonSchema,
  'reports/check-recording.schema.json': checkRecordingJsonSchema,
  'reports/apply-result.schema.json': applyResultJsonSchema,
  'reports/apply-recording.schema.json': applyRecordingJsonSchema,
  'reports/replay-result.schema.json': replayResultJsonSchema,
  'reports/history-result.schema.json': historyResultJsonSchema,
  'reports/price-book.schema.json': priceBookJsonSchema,
};

/** For whoever reads `result.json` or a recording with another tool, or writes prices: the package ships them. */
describe('the committed JSON Schemas', () => {
  for (const [path, schema] of Object.entries(COMMITTED)) {
    it(`${path} is the one that the program validates by`, () => {
      assertGolden(import.meta.url, `../../../${path}`, `${JSON.stringify(schema(), null, 2)}\n`);
    });
  }
});
