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

/** As many as one looks at; as many as a page may hold. */
const MOST_MAJOR = 40;
const MOST_ROWS = 1000;

/**
 * In the order of loading. At first those are shown that take longest themselves or have changed, and who asked for them:
 * an application loads hundreds of modules, of which a dozen matter.
 */
export function waterfallRows(modules: readonly Module[], changes: readonly ModuleChange[]): WaterfallRows {
  const changed = new Map(changes.map(({ name, kind }) => [name, kind]));
  const kinds = modules.map(({ name }) => namesOf(name).flatMap((it) => changed.get(it) ?? [])[0]);
  const byWeight = modules
    .map((module, index) => ({ index, weight: module.ownMs + (kinds[index] === undefined ? 0 : CHANGED) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ index }) => index);
  const major = withAncestors(modules, byWeight.slice(0, MOST_MAJOR));
  const kept = withAncestors(modules, byWeight.slice(0, MOST_ROWS));
  const depths = depthsOf(modules);
  return {
    rows: modules.flatMap((module, index) =>
      kept.has(index) ? [{ module, depth: depths[index] ?? 0, change: kinds[index], isMinor: !major.has(index) }] : [],
    ),
    dropped: modules.filter((_, index) => !kept.has(index)),
  };
}

/** Milliseconds by which a module that changed is put before those that did not, however long these take. */
const CHANGED = 1e9;

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
      at = modules[at]?.parent ?? null;
    }
  }
  return found;
}

/** A parent comes before what it loads; where a recording says otherwise, the module stands as if the handler had asked. */
function depthsOf(modules: readonly Module[]): readonly number[] {
  const depths: number[] = [];
  for (const { parent } of modules) depths.push(parent === null ? 0 : (depths[parent] ?? 0) + 1);
  return depths;
}
