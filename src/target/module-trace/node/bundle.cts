import type Ledger = require('./ledger.cjs');

type Load = NonNullable<ReturnType<Ledger['find']>>;
/** What esbuild makes of a CommonJS module, or of an ES module that is loaded late: a function by the module's path. */
type Helper = (body: Readonly<Record<string, unknown>>, ...rest: unknown[]) => () => unknown;

interface Bundle {
  readonly load: Load;
  readonly bytes: number;
  /** Of each part, by its path. */
  readonly parts: ReadonlyMap<string, number>;
  readonly loads: Set<Load>;
  /** To read and compile the file; known when the first of its code runs. */
  compileMs?: number;
}

/** A name that nothing else has: what is written into a bundle must not be hidden by a name of the bundle's own. */
const MARK = '__kelvinBundleTrace';
/** esbuild writes the path of each module that it has put into a bundle above it, unless it minifies. */
const PATH = /^\/\/ (?:\.\.\/)*([^\s/].*\.(?:[cm]?[jt]sx?|json))$/gm;
const HELPERS = ['__commonJS', '__esm'];

/**
 * Tells apart what esbuild has put into one file. Where a module's code begins, time is its own from then on; what is
 * kept in a function until somebody asks for it is timed as the call that it is.
 */
class Bundles {
  readonly #bundles: Bundle[] = [];
  constructor(private readonly ledger: Ledger) {
    const at = (bundle: number, path: string): void => void ledger.giveTo(this.#part(bundle, path));
    const timed = (bundle: number, helper: Helper): Helper => this.#timed(bundle, helper);
    Object.assign(globalThis, { [MARK]: { at, timed } });
  }

  /** @returns the text with our marks, or as it is where it is no such bundle */
  marked(text: string, load: Load): string {
    const found = [...text.matchAll(PATH)].filter(({ index }) => isBetweenStatements(text, index));
    const parts = new Map<string, number>();
    for (const [at, { index, 1: path = '' }] of found.entries()) {
      const bytes = Buffer.byteLength(text.slice(index, found[at + 1]?.index));
      parts.set(path, (parts.get(path) ?? 0) + bytes);
    }
    if (parts.size < 2) return text;
    const bundle = this.#bundles.push({ load, bytes: Buffer.byteLength(text), parts, loads: new Set() }) - 1;
    const wrapped = HELPERS.map((it) => `typeof ${it}==='function'&&(${it}=${MARK}.timed(${bundle},${it}));`).join('');
    let end = 0;
    const pieces = found.map(({ index, 1: path = '' }, at) => {
      const before = text.slice(end, index);
      end = index;
      return `${before}${at === 0 ? wrapped : ''}${MARK}.at(${bundle},${JSON.stringify(path)});`;
    });
    return pieces.join('') + text.slice(end);
  }

  /** A bundle is compiled as one file, in a time that its bytes tell of: each part takes its share. Once, at the end. */
  settle(): void {
    for (const { load, bytes, loads, compileMs = 0 } of this.#bundles) {
      for (const part of loads) {
        const share = (compileMs * (part.bytes ?? 0)) / bytes;
        part.ownMs += share;
        load.ownMs -= share;
      }
    }
  }

  #part(index: number, path: string): Load | undefined {
    const bundle = this.#bundles[index];
    if (bundle === undefined) return undefined;
    const { load, parts, loads } = bundle;
    const nowMs = this.ledger.giveTo(this.ledger.owner);
    bundle.compileMs ??= load.ownMs;
    const part = this.ledger.open(`${load.key}/${encodeURI(path)}`, load, nowMs);
    loads.add(part);
    // It ends where the next begins, and that is told.
    return Object.assign(part, { isDone: true, bundle: load, bytes: parts.get(path) ?? 0 });
  }

  #timed(bundle: number, helper: Helper): Helper {
    return (body, ...rest) => {
      const call = helper(body, ...rest);
      let isCalled = false;
      return () => {
        if (isCalled) return call();
        isCalled = true;
        const before = this.ledger.owner;
        this.ledger.giveTo(this.#part(bundle, Object.keys(body)[0]?.replace(/^(\.\.\/)+/, '') ?? ''));
        try {
          return call();
        } finally {
          this.ledger.giveTo(before);
        }
      };
    };
  }
}

const isBetweenStatements = (text: string, index: number): boolean =>
  /(?:^|[;}/])\s*$/.test(text.slice(Math.max(0, index - 200), index));

export = Bundles;
