/** A module as it is loaded: times in milliseconds of `performance.now`. */
interface Load {
  /** What it is known by: a file's URL, or `node:fs`. */
  readonly key: string;
  /** Who asked first; undefined where that was no module. */
  readonly parent: Load | undefined;
  readonly startMs: number;
  ownMs: number;
  /** It has been evaluated, so whatever happens from now on is not its own. */
  isDone: boolean;
  /** INIT was over before it was loaded. */
  isAfterInit: boolean;
  /** The file that a bundler has put it into, with others. */
  bundle?: Load;
  /** Of its part of that file. */
  bytes?: number;
}

/**
 * Whose time it is. There is one thread, so each moment belongs to one module: the one whose file is sought, read,
 * compiled or evaluated. Own times add up to the whole by construction, however deep loads nest and await.
 */
class Ledger {
  readonly loads: Load[] = [];
  readonly #byKey = new Map<string, Load>();
  #owner: Load | undefined;
  #since = performance.now();
  #evaluating: Load[] = [];
  #isInitOver = false;

  find(key: string): Load | undefined {
    return this.#byKey.get(key);
  }

  /** When something last happened. */
  get since(): number {
    return this.#since;
  }

  get owner(): Load | undefined {
    return this.#owner;
  }

  /** Who asks, by the file that it stands in: of a bundle the part whose time it is. */
  asker(key: string | undefined): Load | undefined {
    const found = key === undefined ? undefined : this.#byKey.get(key);
    return found === undefined || found === this.#owner?.bundle ? this.#owner : found;
  }

  /** @returns the load of that module, a new one where nobody asked for it before */
  open(key: string, parent: Load | undefined, startMs: number): Load {
    const known = this.#byKey.get(key);
    if (known !== undefined) return known;
    const load: Load = { key, parent, startMs, ownMs: 0, isDone: false, isAfterInit: this.#isInitOver };
    this.#byKey.set(key, load);
    this.loads.push(load);
    return load;
  }

  /** What has passed since the last call was its owner's; from now on it is this one's. */
  giveTo(owner: Load | undefined): number {
    const now = performance.now();
    if (this.#owner !== undefined) this.#owner.ownMs += now - this.#since;
    this.#owner = owner;
    this.#since = now;
    return now;
  }

  /** The body of an ES module begins. */
  begin(load: Load): void {
    this.giveTo(load);
    this.#evaluating.push(load);
  }

  /** It ends. Time goes back to who awaits it; what it loaded and never ended has thrown. */
  end(load: Load): void {
    load.isDone = true;
    this.#evaluating = this.#evaluating.filter((it) => it !== load && !isBelow(it, load));
    const next = this.#evaluating.at(-1) ?? load.parent;
    this.giveTo(next?.isDone ? undefined : next);
  }

  /** What is still to be done then, an `import()` that nobody awaits began. */
  endInit(): void {
    this.giveTo(undefined);
    this.#isInitOver = true;
    for (const load of this.loads) load.isAfterInit = !load.isDone;
  }

  /** Nothing is read, compiled or evaluated any more. */
  get isQuiet(): boolean {
    return this.loads.every(({ isDone }) => isDone);
  }
}

function isBelow(load: Load, above: Load): boolean {
  for (let it = load.parent; it !== undefined; it = it.parent) if (it === above) return true;
  return false;
}

export = Ledger;
