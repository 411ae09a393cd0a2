import type { Explanation } from '../../../recording/index.js';
import { type Milliseconds, milliseconds } from '../../../units/index.js';
import type { CheckExplanation, ModuleChange } from '../check-result-schema.js';
import { type ChangedUnit, changedUnits, rangeOf, sumsOf, type Units } from './changed-units.js';
import { middle, rounded } from './middle.js';
import { notesOf } from './notes.js';
import { broughtBy, placeOf, totalChanges } from './tree.js';
import { unitsOf } from './unit.js';

/** What is to be explained: the shift of Init Duration, head less base in milliseconds; null where it has none. */
export type ShiftToExplain = number | null;

/**
 * Which packages and modules came, went, or got slower between base and head, and how much of the shift of Init Duration
 * that explains. A pure function of the two explanations of a recording at one memory size; without a base nothing
 * changed.
 */
export function explanationOf(
  base: Explanation | undefined,
  head: Explanation,
  shift: ShiftToExplain,
): CheckExplanation {
  const [before, after] = [base === undefined ? undefined : unitsOf(base), unitsOf(head)];
  const compared = before === undefined ? NOTHING_TO_COMPARE : comparedParts(before, after, shift);
  return {
    memorySizeMB: head.memorySizeMB,
    base: base?.modules ?? null,
    head: head.modules,
    leftOut: (base?.leftOut ?? 0) + head.leftOut,
    coldStarts: { base: base === undefined ? 0 : (base.coldStarts ?? 1), head: head.coldStarts ?? 1 },
    loadMs: { base: before === undefined ? null : loadMsOf(before), head: loadMsOf(after) },
    ...compared,
    notes: notesOf(base, head, compared.changes),
  };
}

const NOTHING_TO_COMPARE: Compared = { changes: [], explainedMs: null, noiseMs: null };

const loadMsOf = (units: Units): Milliseconds =>
  milliseconds(rounded(middle(sumsOf([...units.values()].map(({ eachMs }) => eachMs)))));

type Compared = Pick<CheckExplanation, 'changes' | 'explainedMs' | 'explainedRangeMs' | 'noiseMs'>;

function comparedParts(base: Units, head: Units, shift: ShiftToExplain): Compared {
  const { changed, noiseMs } = changedUnits(base, head);
  const totals = totalChanges(changed, base, head);
  const changes = changed
    .map((unit) => ({ unit, change: changeOf(unit, totals.get(unit.name) ?? unit.changeMs, shift, base, head) }))
    .sort(
      (a, b) => Math.abs(weightOf(b)) - Math.abs(weightOf(a)) || a.change.broughtBy.length - b.change.broughtBy.length,
    )
    .map(({ change }) => change);
  const both = { base: sumsOf(changed.map((it) => it.base)), head: sumsOf(changed.map((it) => it.head)) };
  return {
    changes,
    explainedMs: rounded(changed.reduce((sum, { changeMs }) => sum + changeMs, 0)),
    ...(changed.length === 0 ? {} : { explainedRangeMs: rangeOf(both) }),
    noiseMs: noiseMs === undefined ? null : rounded(noiseMs),
  };
}

/**
 * What comes first is what a user can do something about. A package that came weighs with all that it brings. A module of
 * the function's own weighs by itself, and so does what was there before: that the handler's helper takes long because of
 * what it imports now is not news of the helper.
 */
function weightOf({ unit, change }: { readonly unit: ChangedUnit; readonly change: ModuleChange }): number {
  const isKept = unit.before !== undefined && unit.after !== undefined;
  const isOwn = (unit.after ?? unit.before)?.isOwn;
  return isKept || isOwn ? change.changeMs : change.totalChangeMs;
}

function changeOf(
  unit: ChangedUnit,
  totalChangeMs: number,
  shift: ShiftToExplain,
  base: Units,
  head: Units,
): ModuleChange {
  const { name, kind, before, after, changeMs } = unit;
  const hasBytes = (before?.bytes ?? after?.bytes ?? null) !== null;
  return {
    name,
    kind,
    baseMs: before === undefined ? null : milliseconds(rounded(middle(unit.base))),
    headMs: after === undefined ? null : milliseconds(rounded(middle(unit.head))),
    changeMs: rounded(changeMs),
    changeRangeMs: rangeOf(unit),
    totalChangeMs: rounded(totalChangeMs),
    bytesChange: hasBytes ? (after?.bytes ?? 0) - (before?.bytes ?? 0) : null,
    modules: { base: before?.modules ?? 0, head: after?.modules ?? 0 },
    share: shift === null || shift === 0 ? null : totalChangeMs / shift,
    broughtBy: [...broughtBy(name, placeOf(unit, base, head))],
  };
}
