import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stringify } from 'yaml';
import { ScenarioError } from '../../../src/scenario/index.js';
import fc from '../../fixtures/properties.js';
import { readText } from './files.js';

const words = fc.constantFrom(
  'constant',
  'poisson',
  'ramp',
  'steps',
  'burst',
  'trace',
  'closed',
  '50/s',
  '60s',
  '<300ms',
  '<1%',
  'code',
  'index.handler',
  'nodejs24.x',
  'function-url',
  'https://a.example',
  'none.txt',
);
const leaf = fc.oneof(words, fc.integer({ min: -1, max: 2000 }), fc.double(), fc.boolean(), fc.constant(null));
const keys = fc.constantFrom(
  ...['kind', 'rate', 'for', 'from', 'to', 'by', 'each', 'requests', 'file', 'column', 'speed', 'concurrency', 'name'],
  ...['url', 'functionUrl', 'method', 'headers', 'code', 'handler', 'runtime', 'weight', 'payload', 'payloads'],
  ...['p99Latency', 'errors', 'json', 'event', 'a', '9'],
);
const value = fc.letrec((tie) => ({
  any: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('any'), { maxLength: 3 }), tie('map')),
  map: fc.dictionary(keys, tie('any'), { maxKeys: 5 }),
})).any;
const topKeys = ['load', 'via', 'timeout', 'retries', 'thresholds', 'functions', 'function', 'payload', 'memorySizes'];
const file = fc.dictionary(fc.constantFrom(...topKeys), value, { maxKeys: 6 });

test('whatever a file holds, it is a load or a list of problems, each with its field', async () => {
  await fc.assert(
    fc.asyncProperty(file, async (content) => {
      try {
        const { load } = await readText(stringify(content));
        assert.ok(load.phases.length > 0);
      } catch (error) {
        if (!(error instanceof ScenarioError)) throw error;
        assert.ok(error.problems.length > 0);
      }
    }),
    { numRuns: 400 },
  );
});
