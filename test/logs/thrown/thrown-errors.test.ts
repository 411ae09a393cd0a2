import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ThrownErrors } from '../../../src/logs/index.js';

const ID = '8bbbfb91-a3ff-4502-b1b7-cb8f6658de64';
const START = `START RequestId: ${ID} Version: 8\n`;

describe('what a handler has thrown', () => {
  const cases: readonly (readonly [string, readonly string[], boolean])[] = [
    [
      'Node.js, in text',
      [`2019-06-05T22:11:27.082Z\t${ID}\tERROR\tInvoke Error \t{"errorType":"ReferenceError"}`],
      true,
    ],
    ['Python, in text', [START, '[ERROR] ValueError: no\nTraceback (most recent call last):'], true],
    ['Python, in JSON', [START, '{"timestamp":"2026","level":"ERROR","errorType":"ValueError"}'], true],
    ['Node.js, in JSON', [`{"level":"ERROR","requestId":"${ID}","message":{"errorType":"Error"}}`], true],
    ['an error that a function logs in text', [START, `[ERROR]\t2026-11-27T00:00:00.000Z\t${ID}\tno`], false],
    ['an own line of errors', [START, `2026-11-27T00:00:00.000Z\t${ID}\tERROR\tno luck`], false],
    ['a report of the platform', [START, '{"type":"platform.report","record":{"errorType":"x"}}'], false],
  ];
  for (const [what, messages, expected] of cases) {
    it(`is ${expected ? 'seen' : 'not seen'} in ${what}`, () => {
      const errors = new ThrownErrors();
      for (const message of messages) errors.take(message, 'stream');
      assert.equal(errors.has(ID, 'stream'), expected);
    });
  }

  it('is of the next report of its stream where the START was not read, and of no other', () => {
    const errors = new ThrownErrors();
    errors.take('[ERROR] ValueError: no', 'stream');
    assert.equal(errors.has(ID, 'other'), false);
    assert.equal(errors.has(ID, 'stream'), true);
    assert.equal(errors.has('another', 'stream'), false);
  });
});
