import type { Explanation, ModuleLoad } from '../../../recording/index.js';

/** What a user adds, removes or updates at once: a package, a module of Node.js, or one module of the function's own. */
export interface Unit {
  readonly name: string;
  /** A module of the function itself, not of a package. */
  readonly isOwn: boolean;
  /** Own time of its modules together in each cold start, in milliseconds. */
  readonly eachMs: readonly number[];
  /** Of their files; null where none has one. */
  readonly bytes: number | null;
  readonly modules: number;
  /** Who asked for the first of its modules; undefined for the handler. */
  readonly parent: string | undefined;
}

type Naming = (name: string) => { readonly name: string; readonly isOwn: boolean };

/**
 * What INIT loaded, by unit. Changes are looked for in these and not in modules: an update of a package renames files,
 * and makes each of a hundred slower by what nobody could tell from chance.
 */
export function unitsOf(explanation: Explanation): ReadonlyMap<string, Unit> {
  const naming = explanation.language === 'python' ? pythonNaming(explanation.modules[0]) : nodeNaming;
  const units = new Map<string, Unit>();
  for (const load of explanation.modules) {
    if (load.isAfterInit) continue;
    const { name, isOwn } = naming(load.name);
    const asker = load.parent === null ? undefined : explanation.modules[load.parent];
    const parent = asker === undefined ? undefined : naming(asker.name).name;
    units.set(name, joined(units.get(name) ?? { name, isOwn, ...EMPTY, parent }, load));
  }
  if (explanation.language !== 'python') return units;
  return new Map([...units].map(([name, unit]) => [name, unit.modules === 1 ? { ...unit, isOwn: true } : unit]));
}

const EMPTY = { eachMs: [], bytes: null, modules: 0 } as const;

function joined(unit: Unit, load: ModuleLoad): Unit {
  const each = load.ownMsEach ?? [load.ownMs];
  return {
    ...unit,
    eachMs: each.map((ms, index) => (ms ?? 0) + (unit.eachMs[index] ?? 0)),
    bytes: load.bytes === null ? unit.bytes : load.bytes + (unit.bytes ?? 0),
    modules: unit.modules + 1,
  };
}

/** By the folder below the last `node_modules`, as `node_modules/.pnpm/a@1/node_modules/a` is of the package `a`. */
const nodeNaming: Naming = (name) => {
  const within = name.split('node_modules/').at(-1) ?? name;
  if (within === name) return { name, isOwn: !name.startsWith('node:') };
  return { name: within.split('/', within.startsWith('@') ? 2 : 1).join('/'), isOwn: false };
};

/**
 * By the first part of the dotted name: packages lie beside the function's own modules, and nothing tells them apart. What
 * has the handler's is the function's own, and so is taken what is one module alone.
 */
const pythonNaming =
  (handler: ModuleLoad | undefined): Naming =>
  (name) => {
    const [top = name] = name.split('.');
    const isOwn = top === handler?.name.split('.')[0];
    return { name: isOwn ? name : top, isOwn };
  };
