import { didYouMean } from '../../spelling/index.js';
import type { RawOptions } from '../command.js';
import { FIELD_NAMES, FIELDS, type FieldName, isFunctionField } from './fields.js';
import type { ValueKind } from './values.js';

/** What was typed, by field; `true` for a flag without a value. */
export type Fields = ReadonlyMap<FieldName, string | true>;

const camelCase = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

export const fieldsOf = (options: RawOptions): Fields =>
  new Map(
    FIELD_NAMES.flatMap((name): [FieldName, string | true][] => {
      const value = options[camelCase(name)];
      return value === undefined || value === false ? [] : [[name, value]];
    }),
  );

/**
 * The fields of `memory=512 arch=arm64 snapstart`. A field that is set to `no` is taken away. Problems are added to the
 * list, by the flag that the text was given with.
 */
export function changesOf(
  flag: '--compare' | '--plus',
  text: string,
  problems: string[],
): Map<FieldName, string | true> {
  const known = flag === '--plus' ? FIELD_NAMES.filter(isFunctionField) : FIELD_NAMES;
  const changes = new Map<FieldName, string | true>();
  for (const part of text.trim().split(/\s+/)) {
    const [typed = '', ...rest] = part.split('=');
    const name = known.find((it) => it === typed.replace(/^--/, ''));
    const value = rest.length === 0 ? true : rest.join('=');
    if (name === undefined) {
      problems.push(`${flag} "${text}": got "${part}"; ${unknownName(typed, known)}`);
    } else if (value === true && FIELDS[name][1].startsWith('<')) {
      problems.push(`${flag} "${text}": ${name} needs a value, as in ${name}=VALUE`);
    } else changes.set(name, value);
  }
  return changes;
}

function unknownName(typed: string, known: readonly FieldName[]): string {
  if (FIELD_NAMES.some((it) => it === typed)) return `--${typed} holds for the whole bill, not for one function`;
  return didYouMean(typed, known) ?? 'expected NAME=VALUE with the name of a flag, such as memory=512';
}

/** Reads the fields of one function or account; every problem goes to one list, so that all are told at once. */
export class FieldReader {
  constructor(
    private readonly fields: Fields,
    /** `--plus "memory=512": `, in front of a problem. */
    private readonly where: string,
    private readonly problems: string[],
  ) {}

  has(name: FieldName): boolean {
    return this.fields.has(name) && this.fields.get(name) !== 'no';
  }

  typed(name: FieldName): string | true | undefined {
    return this.has(name) ? this.fields.get(name) : undefined;
  }

  /** The value, `undefined` when it was not typed or cannot be read; the latter is a problem. */
  read<T>(name: FieldName, kind: ValueKind<T>): T | undefined {
    const typed = this.typed(name);
    if (typed === undefined || typed === true) return undefined;
    const value = kind.parse(typed);
    if (value === undefined) this.problem(name, `got "${typed}", expected ${kind.expected}`);
    return value;
  }

  problem(name: FieldName, text: string): void {
    this.problems.push(`${this.where}${this.where === '' ? '--' : ''}${name}: ${text}`);
  }

  /** Each of these only has a meaning with one of those. */
  goesWith(names: readonly FieldName[], ...needed: readonly FieldName[]): void {
    for (const name of names) {
      if (this.has(name) && !needed.some((it) => this.has(it))) {
        this.problem(name, `counts only with ${needed.map((it) => `--${it}`).join(' or ')}`);
      }
    }
  }

  /** At the most one of these. */
  exclude(...names: readonly FieldName[]): void {
    const given = names.filter((name) => this.has(name));
    const [first, ...others] = given;
    if (first !== undefined && others.length > 0) {
      this.problem(first, `excludes ${others.map((it) => `--${it}`).join(', ')}: leave all but one out`);
    }
  }
}
