import { emulatedRuntimes, familyOf, languageVersion, lastNumber } from './catalogue.js';
import { compilePython } from './compile-python.js';
import { findNodes } from './find-node.js';
import { findPythons } from './find-python.js';
import type { Interpreter } from './interpreter.js';
import { findPackageRoot, PYTHON_FOLDER } from './package-root.js';

export interface RuntimeFact {
  readonly asked: string;
  /** `Node.js 24.21.0`, or why there is none. */
  readonly actual: string;
  /** Whether that is the language version asked for. */
  readonly exact: boolean;
}

/** The interpreter of each runtime; those of no language need none, and a missing one has none. */
export class Interpreters {
  readonly #byRuntime: ReadonlyMap<string, Interpreter>;

  private constructor(byRuntime: ReadonlyMap<string, Interpreter>) {
    this.#byRuntime = byRuntime;
  }

  static async find(): Promise<Interpreters> {
    const of = (family: string) => emulatedRuntimes.filter((runtime) => familyOf(runtime) === family);
    const [pythons, nodes] = await Promise.all([
      findPythons(of('python').map(languageVersion)),
      findNodes(of('nodejs').map(lastNumber), { env: process.env, packageRoot: findPackageRoot() }),
    ]);
    const found = new Map<string, Interpreter>();
    for (const runtime of of('nodejs')) {
      const own = { path: process.execPath, version: process.versions.node };
      found.set(runtime, nodes.get(lastNumber(runtime)) ?? own);
    }
    for (const runtime of of('python')) {
      const python = pythons.get(languageVersion(runtime));
      if (python !== undefined) found.set(runtime, python);
    }
    await Promise.all([...new Set(pythons.values())].map((python) => compilePython(python, PYTHON_FOLDER)));
    return new Interpreters(found);
  }

  of(runtime: string): Interpreter | undefined {
    return this.#byRuntime.get(runtime);
  }

  /** Why a runtime has no interpreter. */
  explain(runtime: string): string {
    if (emulatedRuntimes.includes(runtime)) return `This machine has no interpreter for ${runtime}`;
    return `The emulator has no ${runtime}: only Node.js, Python and OS-only runtimes run in it`;
  }

  facts(): RuntimeFact[] {
    return emulatedRuntimes.map((asked) => {
      if (familyOf(asked) === 'provided') return { asked, actual: "the package's own bootstrap", exact: true };
      const language = familyOf(asked) === 'nodejs' ? 'Node.js' : 'Python';
      const interpreter = this.of(asked);
      if (interpreter === undefined) return { asked, actual: `no ${language} on this machine`, exact: false };
      const exact = `${interpreter.version}.`.startsWith(`${languageVersion(asked)}.`);
      return { asked, actual: `${language} ${interpreter.version}`, exact };
    });
  }
}
