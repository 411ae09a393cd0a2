import type { Leaf, Setting } from './declared-function.js';
import type { Edit } from './source-file.js';

/** What becomes of one setting in the files. */
export type Decided =
  | { readonly kind: 'edit'; readonly edit: Edit; readonly was: string; readonly caveats: readonly string[] }
  /** It stands there already. */
  | { readonly kind: 'same'; readonly caveats: readonly string[] }
  /** Why no place can be named, and the places that come into question. */
  | { readonly kind: 'undecided'; readonly why: string; readonly places: readonly Leaf[] };

export interface Wish {
  readonly value: string;
  /** As the function in AWS has it; tells the branch that is in force from those of other stages. */
  readonly today?: string | undefined;
  /** Whether another function takes its value from this place. */
  readonly isShared: (leaf: Leaf) => boolean;
}

/** Where the new value goes: the one place that holds today's, unless other functions hang on it. */
export function decideSetting(setting: Setting, wish: Wish): Decided {
  const inForce = placesInForce(setting, wish);
  const [leaf] = inForce;
  if (leaf === undefined) return decideUnset(setting, wish);
  if (inForce.length > 1) return undecidedBetween(inForce, wish);
  if (isUnset(setting, leaf, wish)) {
    const why = `it is ${leaf.value} in one branch of a condition, and the function has what the other leaves it to, the default`;
    return { kind: 'undecided', why, places: [leaf] };
  }
  if (leaf.value === wish.value) return { kind: 'same', caveats: warnings(setting, leaf, wish) };
  const refused = leaf.refuses?.(wish.value);
  const apart = wish.isShared(leaf) ? `other functions take ${leaf.name}, too` : refused;
  if (apart !== undefined) return decideApart(setting, leaf, wish, apart);
  const { path, start, end } = leaf;
  const edit = { path, start, end, text: wish.value };
  return { kind: 'edit', edit, was: leaf.value, caveats: warnings(setting, leaf, wish) };
}

/** With several, those that hold what the function has; places that all hold something else cannot be told apart. */
function placesInForce({ leaves }: Setting, { today }: Wish): readonly Leaf[] {
  const distinct = leaves.filter((it, at) => leaves.findIndex((other) => isSamePlace(it, other)) === at);
  if (distinct.length < 2) return distinct;
  const holding = distinct.filter(({ value }) => value === today);
  const winning = holding.filter(({ wins }) => wins === true);
  if (winning.length > 0) return winning;
  return holding.length > 0 ? holding : distinct;
}

/** Of the two branches the one that sets nothing is in force: to change the other would be for another stage. */
const isUnset = ({ mayBeUnset, byDefault }: Setting, { value }: Leaf, { today }: Wish): boolean =>
  mayBeUnset === true && today === byDefault && value !== today;

export const isSamePlace = (one: Leaf, other: Leaf): boolean => one.path === other.path && one.start === other.start;

function decideUnset(setting: Setting, { value, today }: Wish): Decided {
  const [unseen] = setting.unseen;
  if (unseen !== undefined) {
    return { kind: 'undecided', why: `it comes from ${unseen}, which is not in these files`, places: [] };
  }
  if (value === setting.byDefault) {
    return { kind: 'same', caveats: drift(setting.byDefault, today, 'nothing is written, which means') };
  }
  const edit = setting.write(value);
  if (edit === undefined) return { kind: 'undecided', why: 'there is no place to write it to', places: [] };
  const caveats = drift(setting.byDefault, today, 'nothing was written, which means');
  return { kind: 'edit', edit, was: setting.byDefault, caveats };
}

/** The function gets a value of its own, so that nothing else changes with it. */
function decideApart(setting: Setting, leaf: Leaf, { value, today }: Wish, why: string): Decided {
  if (setting.leaves.length > 1) {
    return { kind: 'undecided', why: `${why}, and a value of its own would hold for every stage`, places: [leaf] };
  }
  const edit = setting.write(value);
  if (edit === undefined || (edit.path === leaf.path && edit.start < leaf.end && edit.end > leaf.start)) {
    return { kind: 'undecided', why, places: [leaf] };
  }
  const caveats = [`${why}: the function gets a value of its own`, ...drift(leaf.value, today, `${leaf.name} is`)];
  return { kind: 'edit', edit, was: leaf.value, caveats };
}

function undecidedBetween(places: readonly Leaf[], { today }: Wish): Decided {
  const holding = places.every(({ value }) => value === today)
    ? `all hold ${today}`
    : 'none holds what the function has';
  return { kind: 'undecided', why: `${places.length} places may decide it and ${holding}`, places };
}

function warnings(setting: Setting, leaf: Leaf, { today }: Wish): string[] {
  return [
    ...drift(leaf.value, today, `${leaf.name} is`),
    ...setting.unseen.map((it) => `where ${it} is given, it wins over this`),
    ...(leaf.caveats ?? []),
  ];
}

const drift = (written: string, today: string | undefined, lead: string): string[] =>
  today === undefined || today === written
    ? []
    : [`${lead} ${written}, but the function had ${today} when it was measured`];
