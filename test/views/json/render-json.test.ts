import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { type Result, resultSchema } from '../../../src/analysis/index.js';
import { asPriceBookFile, shippedBooks } from '../../../src/pricing/index.js';
import {
  priceBookJsonSchema,
  recordingJsonSchema,
  renderJson,
  resultJsonSchema,
} from '../../../src/views/json/index.js';
import {
  everythingFailed,
  interrupted,
  simulated,
  sixSizes,
  sixSizesRecording,
  twoArchitectures,
} from '../../fixtures/analysis.js';
import * as explored from '../../fixtures/exploration/index.js';
import { assertGolden } from '../golden.js';

const ANALYSES = { sixSizes, everythingFailed, interrupted, twoArchitectures, simulated, ...explored };
const validator = (schema: object) => new Ajv2020({ strict: true, allErrors: true }).compile(schema);

/** The same object with its keys the other way round, at every depth. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, it]) => [key, reversed(it)]),
  );
}

describe('renderJson', () => {
  it('keeps all that is known of every candidate', () => {
    for (const story of [explored.bothExplored, explored.undecidedExplored, explored.nothingExplored]) {
      const { result } = story();
      assert.deepEqual(JSON.parse(renderJson(result)).exploration, JSON.parse(JSON.stringify(result.exploration)));
    }
  });

  it('prints six sizes as the golden file has them', () => {
    assertGolden(import.meta.url, 'six-sizes.golden.json', renderJson(sixSizes().result));
  });

  it('prints simulated noise as the golden file has it', () => {
    assertGolden(import.meta.url, 'simulated.golden.json', renderJson(simulated().result));
  });

  for (const [name, analysis] of Object.entries(ANALYSES)) {
    it(`reads back as the result it printed (${name})`, () => {
      const { result } = analysis();
      assert.deepEqual(resultSchema.parse(JSON.parse(renderJson(result))), result);
    });
  }

  it('prints keys in the order of the schema, whatever order they came in', () => {
    const { result } = sixSizes();
    assert.equal(renderJson(reversed(result) as Result), renderJson(result));
    const printed = Object.keys(JSON.parse(renderJson(result)));
    assert.deepEqual(
      printed,
      Object.keys(resultSchema.shape).filter((key) => key in result),
    );
  });

  it('prints the same result as the same bytes', () => {
    assert.equal(renderJson(sixSizes().result), renderJson(sixSizes().result));
  });

  it('throws on a result that its own schema refuses', () => {
    assert.throws(() => renderJson({ ...sixSizes().result, endReason: 'bored' } as unknown as Result));
  });
});

describe('resultJsonSchema', () => {
  for (const [name, analysis] of Object.entries(ANALYSES)) {
    it(`accepts a rendered result (${name})`, () => {
      const validate = validator(resultJsonSchema());
      assert.ok(validate(JSON.parse(renderJson(analysis().result))), JSON.stringify(validate.errors));
    });
  }

  it('refuses a result without prices', () => {
    const { priceBook: _, ...rest } = sixSizes().result;
    assert.equal(validator(resultJsonSchema())(rest), false);
  });

  it('says which draft it is and what it describes', () => {
    const { $schema, $id, title } = resultJsonSchema();
    assert.equal($schema, 'https://json-schema.org/draft/2020-12/schema');
    assert.equal($id, 'urn:kelvin:schema:result:1');
    assert.equal(title, 'Kelvin result');
  });
});

describe('recordingJsonSchema', () => {
  const validate = validator(recordingJsonSchema());

  it('accepts every line of a recording', () => {
    const { header, measurements, end } = sixSizesRecording();
    for (const line of [header, ...measurements, end]) assert.ok(validate(line), JSON.stringify(validate.errors));
  });

  it('refuses a line of another type', () => {
    assert.equal(validate({ type: 'note', text: 'hello' }), false);
  });
});

describe('priceBookJsonSchema', () => {
  const validate = validator(priceBookJsonSchema());

  it('accepts every book that ships, a list of them, and what differs from one', () => {
    const books = shippedBooks().map(asPriceBookFile);
    for (const content of [...books, books]) assert.ok(validate(content), JSON.stringify(validate.errors));
    const own = { id: 'own', extends: 'us-east-1-2026-09', onDemand: { arm64: { usdPerRequest: 0 } } };
    assert.ok(validate(own) && validate([own, own]));
  });

  it('refuses a part of a book that extends nothing, a field that no book has, and a tier without a price', () => {
    const own = { id: 'own', extends: 'us-east-1-2026-09' };
    const tiers = [{ upToGb: null }];
    for (const wrong of [{ id: 'own' }, { ...own, onDmand: {} }, { ...own, logsIngestion: { tiers } }, [], 5])
      assert.equal(validate(wrong), false, JSON.stringify(wrong));
  });
});
