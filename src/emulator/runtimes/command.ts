import { accessSync, constants, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FunctionVersion } from '../functions/configuration.js';
import { familyOf } from './catalogue.js';
import type { Interpreters } from './interpreters.js';
import { findPackageRoot } from './package-root.js';

/** What to execute as the runtime, or AWS's message on why there is nothing to execute. */
export type RuntimeCommand =
  | { readonly kind: 'command'; readonly argv: readonly string[] }
  | { readonly kind: 'invalidEntrypoint'; readonly message: string };

const nodeFolder = fileURLToPath(new URL('./node/', import.meta.url));
const pythonFolder = join(findPackageRoot(), 'src', 'emulator', 'runtimes', 'python');

/** LAMBDA_RUNTIME_DIR: where the runtime client lies. */
export function runtimeFolder(runtime: string, codeFolder: string): string {
  const family = familyOf(runtime);
  if (family === 'provided') return codeFolder;
  return family === 'nodejs' ? nodeFolder : pythonFolder;
}

export function runtimeCommand(version: FunctionVersion, interpreters: Interpreters): RuntimeCommand {
  const { runtime, memorySize } = version.settings;
  if (familyOf(runtime) === 'provided') return bootstrapOf(version.code.folder);
  const interpreter = interpreters.of(runtime);
  if (interpreter === undefined) {
    return { kind: 'invalidEntrypoint', message: `This machine has no interpreter for ${runtime}` };
  }
  const argv =
    familyOf(runtime) === 'nodejs'
      ? [interpreter.path, ...nodeFlags(memorySize), join(nodeFolder, 'bootstrap.cjs')]
      : [interpreter.path, join(pythonFolder, 'bootstrap.py')];
  return { kind: 'command', argv };
}

/** As the bootstrap script of AWS's Node.js images has them: a tenth of the memory is new space, the rest old. */
function nodeFlags(memorySizeMB: number): string[] {
  const newSpace = Math.floor(memorySizeMB / 10);
  return [
    '--expose-gc',
    '--max-http-header-size=81920',
    `--max-semi-space-size=${Math.floor(newSpace / 2)}`,
    `--max-old-space-size=${memorySizeMB - newSpace}`,
  ];
}

function bootstrapOf(folder: string): RuntimeCommand {
  const path = join(folder, 'bootstrap');
  try {
    if (!statSync(path).isFile()) throw new Error('is not a file');
    accessSync(path, constants.X_OK);
    return { kind: 'command', argv: [path] };
  } catch {
    return {
      kind: 'invalidEntrypoint',
      message: `Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]`,
    };
  }
}
