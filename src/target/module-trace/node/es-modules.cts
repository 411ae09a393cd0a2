import Module = require('node:module');

import type Bundles = require('./bundle.cjs');
import type Ledger = require('./ledger.cjs');

/** A name that nothing else has: what is written into a module must not be hidden by a name of the module's own. */
const MARK = '__kelvinModuleTrace';

type Load = NonNullable<ReturnType<Ledger['find']>>;

/**
 * What `import` loads. Hooks see where a module is sought and read, and what passes until the next thing happens is its
 * compilation. The first and the last statement of its body are ours: so what it evaluates itself is told from waiting
 * for what it imports, which is evaluated before it.
 *
 * Not by the inspector's profile: that has samples of what runs, and most of loading is reading and compiling.
 * @returns false where Node.js is too old to be hooked on its own thread (before 22.15 and 23.5)
 */
function traceEsModules(ledger: Ledger, bundles: Bundles): boolean {
  if (Module.registerHooks === undefined) return false;
  const marked = marker(ledger, bundles);
  Module.registerHooks({
    resolve(specifier, context, next) {
      // `require` is traced as one call.
      if (context.conditions.includes('require')) return next(specifier, context);
      const before = ledger.owner;
      const asker = ledger.asker(context.parentURL && bare(context.parentURL));
      const startMs = ledger.giveTo(asker);
      const found = next(specifier, context);
      const key = bare(found.url);
      // Of Node.js's own modules those too that lie in memory: making what the first `import` of `node:fs` gives takes 5 ms.
      if (ledger.find(key) !== undefined) ledger.giveTo(asker?.isDone ? before : asker);
      else ledger.giveTo(ledger.open(key, asker, startMs));
      return found;
    },
    load(address, context, next) {
      const module = ledger.find(bare(address));
      if (module === undefined || module === ledger.owner) return marked(next(address, context), module);
      if (!module.isDone && context.conditions.includes('import')) ledger.giveTo(module);
      return marked(next(address, context), module);
    },
  });
  return true;
}

type Marked = (read: Module.LoadFnOutput, module: Load | undefined) => Module.LoadFnOutput;

/** Writes our first and last statement into what is read of an ES module. */
function marker(ledger: Ledger, bundles: Bundles): Marked {
  const bodies: Load[] = [];
  Object.assign(globalThis, {
    [MARK]: (index: number, isBegin: boolean): void => {
      const body = bodies[index];
      if (body !== undefined) isBegin ? ledger.begin(body) : ledger.end(body);
    },
  });
  return (read, module) => {
    if (module === undefined || !read.format?.startsWith('module') || read.source == null) {
      if (module !== undefined && isEvaluatedAtOnce(read.format)) module.isDone = true;
      return read;
    }
    const index = bodies.push(module) - 1;
    const text = bundles.marked(textOf(read.source), module);
    return { ...read, source: `${MARK}(${index},true);${text}\n;${MARK}(${index},false);` };
  };
}

/** What has no body of which the end could be seen. */
const isEvaluatedAtOnce = (format: string | null | undefined): boolean =>
  format === 'builtin' || format === 'json' || format === 'wasm';

/** On the line of what stood first, so that line numbers stay; a line `#!` is one only where a file begins. */
function textOf(source: NonNullable<Module.LoadFnOutput['source']>): string {
  const text = typeof source === 'string' ? source : new TextDecoder().decode(source);
  return text.replace(/^\uFEFF/, '').replace(/^#!/, '//');
}

/** Without `?query` and `#hash`, which make copies of one file: they are counted as one. */
const bare = (address: string): string => address.replace(/[?#].*$/, '');

export = traceEsModules;
