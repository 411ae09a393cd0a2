import { test } from 'node:test';
import { InvalidFilterPattern, parseFilterPattern } from '../../../src/emulator/logs/filter-pattern/index.js';
import { QueryError } from '../../../src/emulator/logs/insights/index.js';
import fc from '../../fixtures/properties.js';
import { rows } from './insights.js';

const EVENTS = ['{"a":1,"b":{"c":["x",null]}}', 'START RequestId: 1 Version: $LATEST\n', '', '"{'];

/** Text that is often nearly right: what the languages are made of, in any order. */
const textOf = (...parts: string[]) =>
  fc.oneof(
    fc.string(),
    fc
      .array(fc.oneof(fc.constantFrom(...parts), fc.string({ maxLength: 3 })), { maxLength: 12 })
      .map((it) => it.join(' ')),
  );

test('any text is a filter pattern or refused as one', () => {
  const parts = [
    '{',
    '}',
    '[',
    ']',
    '$.a',
    '=',
    '!=',
    '>',
    '5',
    '"x"',
    '&&',
    '||',
    '(',
    ')',
    '...',
    ',',
    '?',
    '-',
    '%a%',
    '*',
  ];
  fc.assert(
    fc.property(textOf(...parts), fc.constantFrom(...EVENTS), (pattern, message) => {
      try {
        const parsed = parseFilterPattern(pattern);
        parsed.matches(message);
        parsed.extract(message);
      } catch (error) {
        if (!(error instanceof InvalidFilterPattern)) throw error;
      }
    }),
  );
});

test('any text is a query or refused as one', () => {
  const words =
    'fields filter stats sort limit dedup parse display by as desc like in not and or bin(5m) count(*) avg(a)';
  const parts = [
    ...words.split(' '),
    '@message',
    'a',
    'b.c.0',
    '|',
    '=',
    '<',
    '/x/',
    '"* *"',
    '(',
    ')',
    '[',
    ']',
    ',',
    '+',
    '5',
  ];
  fc.assert(
    fc.property(textOf(...parts), (query) => {
      try {
        rows(query, EVENTS);
      } catch (error) {
        if (!(error instanceof QueryError)) throw error;
      }
    }),
  );
});
