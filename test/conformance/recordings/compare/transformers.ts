import { isMembers, type Members, mapMembers, type Recordable } from './recordable.js';
import type { Replacements } from './replacements.js';

/**
 * One rule by which recordings were made comparable. The rules are those of localstack-snapshot 0.3 (Apache-2.0, read
 * 2026-11; `snapshots/transformer.py`), which wrote the recordings; the code is ours.
 */
export type Transformer = (steps: Members, replacements: Replacements) => Members;

/** The text of a member that is to be replaced; undefined leaves the member alone. */
type Choice = (name: string, value: Recordable) => string | undefined;

/** Numbers what is chosen and replaces it everywhere. What is chosen is not searched any deeper. */
export function numbered(choose: Choice, as: string): Transformer {
  const visit = (members: Members, replacements: Replacements): Members =>
    mapMembers(members, (name, value) => {
      const chosen = choose(name, value);
      if (chosen === undefined) return deeper(value, (inner) => visit(inner, replacements));
      replacements.number(chosen, as);
      return value;
    });
  return visit;
}

/** Replaces what is chosen where it stands, and nowhere else. */
export function masked(choose: Choice, mask: string): Transformer {
  const visit = (members: Members): Members =>
    mapMembers(members, (name, value) => {
      const chosen = choose(name, value);
      if (chosen === undefined) return deeper(value, visit);
      return typeof value === 'string' ? value.replaceAll(chosen, () => mask) : mask;
    });
  return visit;
}

/** Replaces the text of every answer, when all values have been numbered. A pattern is a global one. */
export const rewritten =
  (pattern: RegExp | string, replacement: string): Transformer =>
  (steps, replacements) => {
    replacements.add((text) => text.replaceAll(pattern, () => replacement));
    return steps;
  };

/** Replaces a value by its place: the names on the way to it, the step's first. */
export function placed(isPlace: (path: readonly string[]) => boolean, mask: string): Transformer {
  const visit = (value: Recordable, path: readonly string[]): Recordable => {
    if (path.length > 0 && isPlace(path)) return mask;
    if (Array.isArray(value)) return value.map((item) => visit(item, path));
    return isMembers(value) ? mapMembers(value, (name, member) => visit(member, [...path, name])) : value;
  };
  return (steps) => mapMembers(steps, (name, value) => visit(value, [name]));
}

/** Sorts the lists of that name, where the order is not AWS's promise. */
export function sorted(name: string, key: (item: Members) => string): Transformer {
  const visit = (value: Recordable): Recordable => {
    if (Array.isArray(value)) return value.map(visit);
    return isMembers(value) ? mapMembers(value, (own, member) => order(own, visit(member))) : value;
  };
  const order = (own: string, value: Recordable): Recordable =>
    own === name && Array.isArray(value) ? value.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)) : value;
  return (steps) => mapMembers(steps, (own, value) => order(own, visit(value)));
}

export const keyed =
  (key: string): Choice =>
  (name, value) =>
    name === key && value !== null && value !== '' ? String(value) : undefined;

function deeper(value: Recordable, visit: (members: Members) => Members): Recordable {
  if (Array.isArray(value)) return value.map((item) => (isMembers(item) ? visit(item) : item));
  return isMembers(value) ? visit(value) : value;
}
