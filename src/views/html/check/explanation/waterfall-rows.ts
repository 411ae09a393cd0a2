import type { CheckExplanation, ModuleChange } from '../../../../analysis/index.js';

export type Module = NonNullable<CheckExplanation['base']>[number];

/** One line of the waterfall. */
export interface WaterfallRow {
  readonly module: Module;
  /** How many modules stand between it and the handler. */
  readonly depth: number;
  readonly change: ModuleChange['kind'] | undefined;
  /** Too short to be looked at first. */
  readonly isMinor: boolean;
}

export interface WaterfallRows {
  readonly rows: readonly WaterfallRow[];
  /** Short ones that not even the whole list has. */
  readonly dropped: readonly Module[];
}

interface Amount {
  readonly slow: number;
  readonly changed: number;
}

/** As many as one looks at, changed or not; as many as a page may hold. */
const AT_FIRST: Amount = { slow: 30, changed: 15 };
const AT_MOST: Amount = { slow: 800, changed: 200 };

/**
 * Each module below the one that asked for it first, in the order of loading: modules of ECMAScript are all found before
 * the first of them runs, so that those of two packages take turns. At first those are shown that take longest themselves
 * or have changed, and who asked for them: an application loads hundreds of modules, of which a dozen matter.
 */
export function waterfallRows(modules: readonly Module[], changes: readonly ModuleChange[]): WaterfallRows {
  const changed = new Map(changes.map(({ name, kind }) => [name, kind]));
  const kinds = modules.map(({ name }) => namesOf(name).flatMap((it) => changed.get(it) ?? [])[0]);
  const byTime = [...modules.keys()].sort((a, b) => (modules[b]?.ownMs ?? 0) - (modules[a]?.ownMs ?? 0));
  const changedByTime = byTime.filter((index) => kinds[index] !== undefined);
  const some = ({ slow, changed }: Amount): ReadonlySet<number> =>
    withAncestors(modules, [...byTime.slice(0, slow), ...changedByTime.slice(0, changed)]);
  const [major, kept] = [some(AT_FIRST), some(AT_MOST)];
  return {
    rows: asTree(modules).flatMap(({ index, depth }) => {
      const module = modules[index];
      if (module === undefined || !kept.has(index)) return [];
      return [{ module, depth, change: kinds[index], isMinor: !major.has(index) }];
    }),
    dropped: modules.filter((_, index) => !kept.has(index)),
  };
}

/** What a change may be called that a module is part of: itself, its package in `node_modules`, its package in Python. */
function namesOf(module: string): string[] {
  const inPackages = module.split('node_modules/').at(-1) ?? module;
  const [scope = '', name = ''] = inPackages.split('/');
  const ofNode = inPackages === module ? [] : [scope.startsWith('@') ? `${scope}/${name}` : scope];
  return [module, ...ofNode, ...(module.includes('/') ? [] : [module.split('.')[0] ?? module])];
}

function withAncestors(modules: readonly Module[], indexes: readonly number[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const index of indexes) {
    let at: number | null = index;
    while (at !== null && !found.has(at)) {
      found.add(at);
      at = parentOf(modules, at);
    }
  }
  return found;
}

/** A parent comes before what it loads; a recording that says otherwise gets no endless tree. */
function parentOf(modules: readonly Module[], index: number): number | null {
  const parent = modules[index]?.parent ?? null;
  return parent !== null && parent < index ? parent : null;
}

interface Place {
  readonly index: number;
  readonly depth: number;
}

function asTree(modules: readonly Module[]): readonly Place[] {
  const below = new Map<number | null, number[]>();
  for (const index of modules.keys()) {
    const parent = parentOf(modules, index);
    const siblings = below.get(parent) ?? [];
    siblings.push(index);
    below.set(parent, siblings);
  }
  const places: Place[] = [];
  const open: Place[] = (below.get(null) ?? []).map((index) => ({ index, depth: 0 })).reverse();
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    places.push(place);
    const { index, depth } = place;
    open.push(...(below.get(index) ?? []).map((it) => ({ index: it, depth: depth + 1 })).reverse());
  }
  return places;
}
