import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { LineMaker } from '../../../src/recording/index.js';
import { logRecordingJsonSchema, logsResultJsonSchema, renderLogsJson } from '../../../src/views/json/index.js';
import { invocations, LOG_HEADER } from '../../fixtures/log-lines.js';
import { bareLog, emptyLog, threeFunctions } from '../../fixtures/log-results.js';
import { assertGolden } from '../golden.js';

const validator = (schema: object) => new Ajv2020({ strict: true, allErrors: true }).compile(schema);

describe('renderLogsJson', () => {
  it('prints three functions as the golden file has them', () => {
    assertGolden(import.meta.url, 'logs-three-functions.golden.json', renderLogsJson(threeFunctions()));
  });

  for (const [name, result] of Object.entries({ threeFunctions, bareLog, emptyLog })) {
    it(`prints what the JSON Schema accepts (${name})`, () => {
      const validate = validator(logsResultJsonSchema());
      assert.ok(validate(JSON.parse(renderLogsJson(result()))), JSON.stringify(validate.errors));
    });
  }
});

describe('logRecordingJsonSchema', () => {
  it('accepts every line of the recording of a log, and none of another type', () => {
    const validate = validator(logRecordingJsonSchema());
    const maker = new LineMaker();
    for (const line of [LOG_HEADER, ...invocations(20).map((it) => maker.lineOf(it))]) {
      assert.ok(validate(line), JSON.stringify(validate.errors));
    }
    assert.equal(validate({ type: 'note' }), false);
  });
});
