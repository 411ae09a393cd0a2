import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { loadRecordingJsonSchema, loadResultJsonSchema, renderLoadJson } from '../../../src/views/json/index.js';
import { atUrl, threeSizes } from '../../fixtures/load-result.js';
import { STORY_HEADER, storyLines } from '../../fixtures/load-story.js';

const validator = (schema: object) => new Ajv2020({ strict: true, allErrors: true }).compile(schema);

describe('renderLoadJson', () => {
  for (const [name, result] of Object.entries({ threeSizes, atUrl })) {
    it(`prints what the JSON Schema accepts, and all of it (${name})`, () => {
      const printed = JSON.parse(renderLoadJson(result));
      const validate = validator(loadResultJsonSchema());
      assert.ok(validate(printed), JSON.stringify(validate.errors));
      assert.deepEqual(printed, JSON.parse(JSON.stringify(result)));
    });
  }

  it('prints the keys in the order of the schema, so that two results can be compared', () => {
    const shuffled = Object.fromEntries(Object.entries(threeSizes).reverse()) as typeof threeSizes;
    assert.equal(renderLoadJson(shuffled), renderLoadJson(threeSizes));
  });
});

describe('loadRecordingJsonSchema', () => {
  it('accepts every line of the recording of a load, and none of another type', () => {
    const validate = validator(loadRecordingJsonSchema());
    for (const line of [STORY_HEADER, ...storyLines().filter((_, index) => index % 50 === 0)]) {
      assert.ok(validate(line), JSON.stringify(validate.errors));
    }
    assert.equal(validate({ type: 'note' }), false);
  });
});
