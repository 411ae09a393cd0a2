import { z } from 'zod';
import { didYouMean } from '../../spelling/index.js';
import { priceBookSchema } from '../book-schema.js';

type Path = readonly PropertyKey[];

/** `onDemand.x86_64.durationTiers[0].usdPerGbSecond`. */
const fieldOf = (path: Path): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}${text === '' ? '' : '.'}${String(key)}`),
    '',
  );

/** A value as a problem shows it, without filling the screen. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const json = JSON.stringify(value);
  return json.length <= 60 ? json : `${json.slice(0, 57)}...`;
}

/** Every name that a book may hold, at any depth. */
function namesIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties } = schema as { properties?: object };
  return [...Object.keys(properties ?? {}), ...Object.values(schema).flatMap(namesIn)];
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>(
    (inside, key) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, key) : undefined),
    value,
  );

/** What is wrong with a book, a line for each field: where it is, what is there, what was expected. */
export function problemsOf(issues: readonly z.core.$ZodIssue[], value: unknown, at: Path): string[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      const known = [...new Set(['extends', ...namesIn(z.toJSONSchema(priceBookSchema))])];
      return issue.keys.map((key) => {
        const meant = didYouMean(key, known);
        return `${fieldOf([...at, ...issue.path, key])}: no book has this${meant === undefined ? '' : ` (${meant})`}`;
      });
    }
    const found = shown(valueAt(value, issue.path));
    const expected = issue.message
      .replace(/^Invalid input: expected (\w+), received .*/, 'an $1')
      .replace('an record', 'an object');
    return [`${fieldOf([...at, ...issue.path]) || 'the file'}: got ${found}; expected ${expected}`];
  });
}
