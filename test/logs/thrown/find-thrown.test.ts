import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findThrown } from '../../../src/logs/index.js';

const AT = '2026-11-27T09:00:00.000Z';
const said = (id: string, what: string, json = '{"errorType":"TypeError","errorMessage":"no\\ttab"}') =>
  `${AT}\t${id}\tERROR\t${what} \t${json}`;

test('what a handler threw is what its runtime has written under its request', () => {
  const log = [said('r0', 'Invoke Error', '{"errorType":"Other"}'), said('r1', 'Invoke Error'), 'END'].join('\n');
  assert.deepEqual(findThrown(log, 'r1'), { errorType: 'TypeError', message: 'no\ttab' });
  assert.deepEqual(findThrown(said('r1', 'Invoke Error', 'cut o'), 'r1'), { errorType: 'Error', message: '' });
});

for (const [what, log] of [
  ['another request', said('r0', 'Invoke Error')],
  ['what ends the runtime, which the report tells', said('r1', 'Uncaught Exception')],
  ['what a function logs itself', `${AT}\tr1\tERROR\tInvoke Errors are bad`],
  ['another level', `${AT}\tr1\tINFO\tInvoke Error \t{}`],
] as const) {
  test(`${what} is not taken for it`, () => assert.equal(findThrown(log, 'r1'), undefined));
}
