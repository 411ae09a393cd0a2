import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { whyNotJson } from '../../src/emulator/http/not-json.js';

const VALUES = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
const why = (text: string): string => whyNotJson(Buffer.from(text), 'as JavaScript says');

/** The first three are answers of AWS that people quote (aws-lambda-power-tuning#148, llama-lambda#2, lambda guide #382). */
describe('Why a payload is no JSON', () => {
  test('a word that is no literal is an unrecognised token, as far as a name of Java goes', () => {
    assert.equal(
      why('test data'),
      `Unrecognized token 'test': was expecting ${VALUES}\n at [Source: (byte[])"test data"; line: 1, column: 6]`,
    );
  });

  test('a control character begins no value', () => {
    const bytes = Buffer.from('99ac6d', 'hex');
    const expected = `Unexpected character ((CTRL-CHAR, code 153)): expected a valid value ${VALUES}`;
    assert.equal(whyNotJson(bytes, ''), `${expected}\n at [Source: (byte[])"��m"; line: 1, column: 2]`);
  });

  test('a byte that begins no character is named where a literal may go on', () => {
    const bytes = Buffer.from('6e9772', 'hex');
    assert.equal(
      whyNotJson(bytes, ''),
      'Invalid UTF-8 start byte 0x97\n at [Source: (byte[])"n�r"; line: 1, column: 3]',
    );
  });

  test('lines are counted, and a long source is cut', () => {
    const [message, source] = why(`\n  oops ${'x'.repeat(600)}`).split('\n at ');
    assert.equal(message, `Unrecognized token 'oops': was expecting ${VALUES}`);
    assert.match(source ?? '', /x"\[truncated 108 bytes\]; line: 2, column: 8\]$/);
  });

  test('what begins as JSON is left to JavaScript’s own words', () => {
    for (const text of ['{"a"', '[1,]', '"open', '-']) assert.equal(why(text), 'as JavaScript says');
  });
});
