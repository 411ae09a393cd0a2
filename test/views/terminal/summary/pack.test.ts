import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pack } from '../../../../src/views/terminal/summary/pack.js';

const needed = (width: number) => ({ width, optional: false });
const optional = (width: number) => ({ width, optional: true });

describe('groups of columns', () => {
  it('stand in one table where it is wide enough', () => {
    assert.deepEqual(pack([needed(30), needed(30), needed(10)], 70), [[0, 1, 2]]);
  });

  it('go on in another table where it is not, each in the first with room', () => {
    assert.deepEqual(pack([needed(30), needed(30), needed(10)], 45), [[0, 2], [1]]);
  });

  it('leave out what is optional rather than begin a table for it', () => {
    assert.deepEqual(pack([needed(30), optional(20), needed(30)], 70), [[0, 2]]);
    assert.deepEqual(pack([needed(30), optional(20), needed(30)], 80), [[0, 1, 2]]);
  });

  it('keep one that is wider than the terminal', () => {
    assert.deepEqual(pack([needed(90)], 70), [[0]]);
  });
});
