import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { historyResultJsonSchema, renderHistoryJson } from '../../../src/views/json/index.js';
import { oddLastNight, troubled, twoMoves } from '../../fixtures/history-results.js';

test('the JSON of a history is what its JSON Schema says', () => {
  const validate = new Ajv2020({ strict: false }).compile(historyResultJsonSchema());
  for (const story of [twoMoves, oddLastNight, troubled]) {
    assert.ok(validate(JSON.parse(renderHistoryJson(story()))), JSON.stringify(validate.errors));
  }
});

test('the same history is the same bytes', () => {
  assert.equal(renderHistoryJson(twoMoves()), renderHistoryJson(twoMoves()));
});
