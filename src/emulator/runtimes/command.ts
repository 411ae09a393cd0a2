import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isExecutable } from '../executable.js';
import type { FunctionVersion } from '../functions/configuration.js';
import { familyOf } from './catalogue.js';
import type { Interpreters } from './interpreters.js';
import { nodeFlags } from './node-flags.js';
import { PYTHON_FOLDER } from './package-root.js';
import { AWS_PATHS, langDirOf, type Paths } from './paths.js';

/** What to execute as the runtime, or AWS's message on why there is nothing to execute. */
export type RuntimeCommand =
  | { readonly kind: 'command'; readonly argv: readonly string[] }
  | { readonly kind: 'invalidEntrypoint'; readonly message: string };

const nodeFolder = fileURLToPath(new URL('./node/', import.meta.url));

/** Where a function finds everything that runs on the bare machine; layers have no place of their own there. */
export function hostPaths({ settings, code }: FunctionVersion, interpreters: Interpreters): Paths {
  const folders = { nodejs: nodeFolder, python: PYTHON_FOLDER } as Readonly<Record<string, string>>;
  const interpreter = interpreters.of(settings.runtime);
  return {
    taskRoot: code.folder,
    runtimeDir: folders[familyOf(settings.runtime)] ?? AWS_PATHS.runtimeDir,
    optDir: AWS_PATHS.optDir,
    langDir: interpreter === undefined ? AWS_PATHS.langDir : langDirOf(interpreter.path),
  };
}

/**
 * @param inside the paths as the runtime will see them.
 * @param host the same folders as the emulator sees them: a sandbox mounts these at those.
 */
export function runtimeCommand(
  version: FunctionVersion,
  interpreters: Interpreters,
  host: Paths = hostPaths(version, interpreters),
  inside: Paths = host,
): RuntimeCommand {
  const { runtime, memorySize, variables = {} } = version.settings;
  if (version.code.imageUri !== undefined) {
    return { kind: 'invalidEntrypoint', message: 'The emulator does not run container images' };
  }
  const family = familyOf(runtime);
  if (family === 'provided') return bootstrapOf(host, inside);
  const interpreter = interpreters.of(runtime);
  if (interpreter === undefined) return { kind: 'invalidEntrypoint', message: interpreters.explain(runtime) };
  const program = inside === host ? interpreter.path : programInside(interpreter.path, inside);
  const argv =
    family === 'nodejs'
      ? [
          ...nodeFlags(runtime, memorySize, interpreter.version, variables.NODE_OPTIONS),
          join(inside.runtimeDir, 'bootstrap.cjs'),
        ]
      : // What is written leaves at once; and the packages that this machine's user has for himself are not found.
        ['-u', '-s', join(inside.runtimeDir, 'bootstrap.py'), inside.optDir];
  return { kind: 'command', argv: [...wrapper(variables.AWS_LAMBDA_EXEC_WRAPPER), program, ...argv] };
}

/** Where a language is not laid out as AWS's is, its program is called where it lies on the host. */
const programInside = (path: string, { langDir }: Paths): string =>
  basename(dirname(path)) === 'bin' ? join(langDir, 'bin', basename(path)) : path;

/** AWS's scripts start the runtime through a program of the function's or of a layer's, if it names one. */
const WRAPPED = `
if [ ! -f "$0" ]; then echo "$0: does not exist"; exit 127; fi
if [ ! -x "$0" ]; then echo "$0: is not an executable"; exit 126; fi
exec "$0" "$@"
`;
const wrapper = (path = ''): string[] => (path === '' ? [] : ['/bin/sh', '-c', WRAPPED, path]);

/** The package's own comes before that of a layer. */
function bootstrapOf(host: Paths, inside: Paths): RuntimeCommand {
  const folder = (['taskRoot', 'optDir'] as const).find((it) => isExecutable(join(host[it], 'bootstrap')));
  if (folder !== undefined) return { kind: 'command', argv: [join(inside[folder], 'bootstrap')] };
  const message = `Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]`;
  return { kind: 'invalidEntrypoint', message };
}
