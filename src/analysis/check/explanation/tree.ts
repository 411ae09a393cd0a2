import type { ChangedUnit, Units } from './changed-units.js';

/** Who asked for a unit, from the handler on. */
export function broughtBy(name: string, units: Units): readonly string[] {
  const chain: string[] = [];
  // A package may ask for one that asked for it: a chain ends where it comes back to itself.
  for (let it = units.get(name)?.parent; it !== undefined && !chain.includes(it) && it !== name; ) {
    chain.unshift(it);
    it = units.get(it)?.parent;
  }
  return chain;
}

/** Where a unit stands: in what was loaded with it. */
export const placeOf = ({ after }: ChangedUnit, base: Units, head: Units): Units => (after === undefined ? base : head);

/** The change of each unit with all that came or went below it. */
export function totalChanges(changed: readonly ChangedUnit[], base: Units, head: Units): ReadonlyMap<string, number> {
  const totals = new Map(changed.map(({ name, changeMs }) => [name, changeMs]));
  for (const unit of changed) {
    if (unit.before !== undefined && unit.after !== undefined) continue;
    for (const above of broughtBy(unit.name, placeOf(unit, base, head))) {
      const total = totals.get(above);
      if (total !== undefined) totals.set(above, total + unit.changeMs);
    }
  }
  return totals;
}
