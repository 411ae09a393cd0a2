import Module = require('node:module');
import path = require('node:path');
import url = require('node:url');

import builtins = require('./builtins.cjs');

import type Bundles = require('./bundle.cjs');
import type Ledger = require('./ledger.cjs');

type Load = NonNullable<ReturnType<Ledger['find']>>;

interface Asker {
  readonly filename?: string | null;
}

/** What Node.js keeps for loaders, and its types leave out. */
interface Loader {
  _load(request: string, parent: Asker | undefined, isMain: boolean): unknown;
  _resolveFilename(request: string, parent: Asker | undefined, isMain: boolean): string;
  readonly _cache: Readonly<Record<string, { readonly loaded: boolean } | undefined>>;
}

interface Compiler {
  _compile(text: string, file: string, ...rest: unknown[]): unknown;
}

/** What `require` loads, JSON and native parts too. Loading is one call, in which all that it asks for is nested. */
function traceCommonJs(ledger: Ledger, bundles: Bundles): void {
  const loader = Module as unknown as Loader;
  const load = loader._load;
  /** `import` has put what it imports into the cache before it is loaded, and a circle finds what is being loaded there. */
  const begun = new Set<Load>();
  loader._load = function (this: unknown, request, parent, isMain) {
    const before = ledger.owner;
    const asker = ledger.asker(parent?.filename ? urlOf(parent.filename) : undefined);
    const startMs = ledger.giveTo(asker);
    // Who asks goes on when it is loaded, and not what an `import()` before has loaded last.
    const next = asker?.isDone ? before : asker;
    const key = keyOf(loader, request, parent, isMain);
    const module = key === undefined ? undefined : ledger.open(key, asker, startMs);
    if (module === undefined || begun.has(module))
      return asBefore(() => load.call(this, request, parent, isMain), next);
    begun.add(module);
    ledger.giveTo(module);
    return asBefore(() => load.call(this, request, parent, isMain), next, module);
  };

  const { prototype } = Module as unknown as { readonly prototype: Compiler };
  const compile = prototype._compile;
  prototype._compile = function (text, file, ...rest) {
    const module = ledger.find(urlOf(file));
    return compile.call(this, module === undefined ? text : bundles.marked(text, module), file, ...rest);
  };

  function asBefore(call: () => unknown, next: Load | undefined, module?: Load): unknown {
    try {
      return call();
    } finally {
      if (module !== undefined) module.isDone = true;
      ledger.giveTo(next);
    }
  }
}

/** Undefined of what Node.js has loaded itself, and of what is nowhere: the loader itself will say so. */
function keyOf(loader: Loader, request: string, parent: Asker | undefined, isMain: boolean): string | undefined {
  const builtin = builtins.nameOf(request);
  if (builtin !== undefined) return builtins.isLoaded(builtin) ? undefined : builtin;
  try {
    const file = loader._resolveFilename(request, parent, isMain);
    return path.isAbsolute(file) && loader._cache[file]?.loaded !== true ? urlOf(file) : undefined;
  } catch {
    return undefined;
  }
}

const urlOf = (file: string): string => url.pathToFileURL(file).href;

export = traceCommonJs;
