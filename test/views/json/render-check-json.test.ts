import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { checkRecordingJsonSchema, checkResultJsonSchema, renderCheckJson } from '../../../src/views/json/index.js';
import { CHECK_STORIES, unchanged } from '../../fixtures/check/index.js';

const validator = (schema: object) => new Ajv2020({ strict: true, allErrors: true }).compile(schema);

describe('renderCheckJson', () => {
  const validate = validator(checkResultJsonSchema());

  for (const [name, story] of Object.entries(CHECK_STORIES)) {
    it(`prints what the JSON Schema accepts, and all of it (${name})`, () => {
      const result = story();
      const printed = JSON.parse(renderCheckJson(result));
      assert.ok(validate(printed), JSON.stringify(validate.errors));
      assert.deepEqual(printed, JSON.parse(JSON.stringify(result)));
    });
  }

  it('prints the keys in the order of the schema, so that two results can be compared', () => {
    const result = unchanged();
    const shuffled = Object.fromEntries(Object.entries(result).reverse()) as typeof result;
    assert.equal(renderCheckJson(shuffled), renderCheckJson(result));
  });
});

describe('checkRecordingJsonSchema', () => {
  const validate = validator(checkRecordingJsonSchema());

  it('accepts the end of a check, and no line of another type', () => {
    assert.ok(validate({ type: 'end', at: 1_795_000_000_000, reason: 'complete', check: 'decided' }));
    assert.equal(validate({ type: 'note' }), false);
  });
});
