import { familyOf, knownRuntimes, languageVersion } from './catalogue.js';
import { findPythons, type Interpreter } from './find-python.js';

export interface RuntimeFact {
  readonly asked: string;
  /** `Node.js 24.21.0`, or why there is none. */
  readonly actual: string;
  /** Whether that is the language version asked for. */
  readonly exact: boolean;
}

/** The interpreter of each runtime; `provided.al2023` needs none and a missing one has none. */
export class Interpreters {
  readonly #byRuntime: ReadonlyMap<string, Interpreter>;

  private constructor(byRuntime: ReadonlyMap<string, Interpreter>) {
    this.#byRuntime = byRuntime;
  }

  static async find(): Promise<Interpreters> {
    const pythons = await findPythons(
      knownRuntimes.filter((runtime) => familyOf(runtime) === 'python').map(languageVersion),
    );
    const found = new Map<string, Interpreter>();
    for (const runtime of knownRuntimes) {
      const python = pythons.get(languageVersion(runtime));
      if (familyOf(runtime) === 'nodejs')
        found.set(runtime, { path: process.execPath, version: process.versions.node });
      if (familyOf(runtime) === 'python' && python !== undefined) found.set(runtime, python);
    }
    return new Interpreters(found);
  }

  of(runtime: string): Interpreter | undefined {
    return this.#byRuntime.get(runtime);
  }

  facts(): RuntimeFact[] {
    return knownRuntimes.map((asked) => {
      if (familyOf(asked) === 'provided') return { asked, actual: "the package's own bootstrap", exact: true };
      const language = familyOf(asked) === 'nodejs' ? 'Node.js' : 'Python';
      const interpreter = this.of(asked);
      if (interpreter === undefined) return { asked, actual: `no ${language} on this machine`, exact: false };
      const exact = `${interpreter.version}.`.startsWith(`${languageVersion(asked)}.`);
      return { asked, actual: `${language} ${interpreter.version}`, exact };
    });
  }
}
