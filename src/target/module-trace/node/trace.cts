import url = require('node:url');

import Bundles = require('./bundle.cjs');
import traceCommonJs = require('./commonjs.cjs');
import traceEsModules = require('./es-modules.cjs');
import Ledger = require('./ledger.cjs');
import loadHandler = require('./load-handler.cjs');
import names = require('./names.cjs');

/** So many are told of: an answer holds 6 MB. */
const MOST = 10_000;
/** An `import()` that INIT began and did not await is told of as far as it has come when nothing more has for so long. */
const PATIENCE_MS = 250;

/**
 * Runs in place of the user's handler, in a run of its own: loads that in INIT, as the runtime would, and answers every
 * invocation with what was loaded. The user's handler is never called.
 */
async function trace(handler: string): Promise<() => Promise<unknown>> {
  const taskRoot = process.env.LAMBDA_TASK_ROOT ?? process.cwd();
  process.env._HANDLER = handler;
  const ledger = new Ledger();
  const bundles = new Bundles(ledger);
  const hasHooks = traceEsModules(ledger, bundles);
  traceCommonJs(ledger, bundles);
  const startMs = ledger.giveTo(undefined);
  const failure = await loadHandler(taskRoot, handler, hasHooks ? hooked : (file) => unhooked(file, ledger)).then(
    () => undefined,
    (error: unknown) => nameOf(error),
  );
  ledger.endInit();
  bundles.settle();
  return async () => {
    while (!ledger.isQuiet && performance.now() - ledger.since < PATIENCE_MS) {
      await new Promise((wake) => setTimeout(wake, 5));
    }
    return { ...answer(ledger, startMs, names.namer(taskRoot)), failure, hasHooks, version: process.versions.node };
  };
}

const hooked = (file: string): Promise<unknown> => import(file);

/** Nothing sees ES modules then: all that the handler's imports is its own time. */
async function unhooked(file: string, ledger: Ledger): Promise<void> {
  const load = ledger.open(url.pathToFileURL(file).href, undefined, performance.now());
  ledger.begin(load);
  await import(file).finally(() => ledger.end(load));
}

function answer({ loads }: Ledger, startMs: number, nameOfKey: (key: string) => string): object {
  const told = loads.slice(0, MOST);
  const indices = new Map(told.map((load, index) => [load, index]));
  return {
    leftOut: loads.length - told.length,
    modules: told.map((load) => ({
      name: nameOfKey(load.key),
      parent: (load.parent && indices.get(load.parent)) ?? null,
      startMs: rounded(load.startMs - startMs),
      ownMs: rounded(load.ownMs),
      bytes: load.bytes ?? names.bytesOf(load.key),
      ...(load.isAfterInit ? { isAfterInit: true } : {}),
    })),
  };
}

/** To the microsecond: the clock of Node.js knows no less. */
const rounded = (ms: number): number => Math.round(ms * 1000) / 1000;

const nameOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message.split('\n')[0]}` : String(error);

export = trace;
