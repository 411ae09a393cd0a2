import { parseComparison } from './comparison.js';
import { type Condition, parseCondition } from './condition.js';
import { InvalidFilterPattern, type Scanner } from './scanner.js';

interface Field {
  /** None for a place that is only counted: `[ip, , status]`. */
  readonly name: string | undefined;
  readonly condition: Condition<string>;
}

export interface SpaceDelimited {
  matches(message: string): boolean;
  /** `$name` and the text of each field, and `$3` for the third that has no name. */
  extract(message: string): Record<string, string>;
}

const NAME = /[\w$-]+/y;
/** What stands between brackets or quotes is one field. */
const FIELDS = /\[([^\]]*)\]|"([^"]*)"|(\S+)/g;
const anything: Field = { name: undefined, condition: () => true };

/** `[ip, user, ..., status = 4*, bytes > 10]`, the opening bracket read already. */
export function parseSpaceDelimited(scanner: Scanner): SpaceDelimited {
  if (scanner.take(']')) {
    if (!scanner.isAtEnd) throw new InvalidFilterPattern();
    return matcher([], []);
  }
  const before: Field[] = [];
  let after: Field[] | undefined;
  do {
    if (!scanner.take('...')) (after ?? before).push(parseField(scanner));
    else if (after === undefined) after = [];
    else throw new InvalidFilterPattern();
  } while (scanner.take(','));
  scanner.expect(']');
  if (!scanner.isAtEnd) throw new InvalidFilterPattern();
  return matcher(before, after);
}

function parseField(scanner: Scanner): Field {
  if (scanner.sees(',') || scanner.sees(']')) return anything;
  let name: string | undefined;
  const condition = parseCondition<string>(scanner, () => {
    const [found] = scanner.match(NAME) ?? [];
    if (found === undefined) throw new InvalidFilterPattern();
    name ??= found;
    return parseComparison(scanner) ?? (() => true);
  });
  return { name, condition };
}

/** @param after is what comes behind `...`; undefined if the number of fields is fixed. */
function matcher(before: readonly Field[], after: readonly Field[] | undefined): SpaceDelimited {
  const align = (message: string): { text: string; field: Field }[] | undefined => {
    const texts = fieldsOf(message);
    const gap = texts.length - before.length - (after?.length ?? 0);
    if (gap < 0 || (gap > 0 && after === undefined)) return undefined;
    const fields = [...before, ...Array<Field>(gap).fill(anything), ...(after ?? [])];
    return texts.map((text, place) => ({ text, field: fields[place] ?? anything }));
  };
  return {
    matches: (message) => align(message)?.every(({ text, field }) => field.condition(text)) ?? false,
    extract: (message) =>
      Object.fromEntries(
        (align(message) ?? []).map(({ text, field }, place) => [`$${field.name ?? place + 1}`, text] as const),
      ),
  };
}

const fieldsOf = (message: string): string[] =>
  [...message.matchAll(FIELDS)].map(([, bracketed, quoted, plain]) => bracketed ?? quoted ?? plain ?? '');
