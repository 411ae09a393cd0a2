import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { familyOf, knownRuntimes, languageVersion } from './catalogue.js';

/** What runs in place of an AWS runtime on this machine. */
export interface Interpreter {
  readonly path: string;
  /** `24.21.0`. */
  readonly version: string;
}

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
    const node = { path: process.execPath, version: process.versions.node };
    const pythons = knownRuntimes.filter((runtime) => familyOf(runtime) === 'python');
    const named = await Promise.all(pythons.map((runtime) => findPython(`python${languageVersion(runtime)}`)));
    const fallback = await findPython('python3');
    const found = new Map<string, Interpreter>();
    for (const runtime of knownRuntimes) if (familyOf(runtime) === 'nodejs') found.set(runtime, node);
    pythons.forEach((runtime, index) => {
      const python = named[index] ?? fallback;
      if (python !== undefined) found.set(runtime, python);
    });
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

/** Asks the interpreter where it is: a version manager's shim is a shell script and would cost every cold start. */
async function findPython(command: string): Promise<Interpreter | undefined> {
  try {
    const program = 'import sys, platform; print(sys.executable); print(platform.python_version())';
    const { stdout } = await promisify(execFile)(command, ['-c', program], { timeout: 5000 });
    const [path, version] = stdout.trim().split('\n');
    return path === undefined || version === undefined || path === '' ? undefined : { path, version };
  } catch {
    return undefined;
  }
}
