import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Files that the compiler does not copy to dist are found from the package's root, where package.json is. */
export function findPackageRoot(from: string = fileURLToPath(import.meta.url)): string {
  const folder = dirname(from);
  if (existsSync(join(folder, 'package.json'))) return folder;
  if (folder === from) throw new Error('there is no package.json above the emulator');
  return findPackageRoot(folder);
}

/** The Python runtime client. */
export const PYTHON_FOLDER = join(findPackageRoot(), 'src', 'emulator', 'runtimes', 'python');
