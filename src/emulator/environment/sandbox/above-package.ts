import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Bind } from './mount-table.js';
import type { Skeleton } from './skeleton.js';

/**
 * Node.js looks upwards from a package, to the root, for what kind of module a file is and for modules (Node.js 24, "Packages",
 * "Determining module system", and "Loading from node_modules folders"). Lambda has nothing above /var/task; a host may have
 * left something there. A file cannot be made not to be, so one that says nothing is put over it.
 * @param root of the file system as functions see it
 */
export function bindsAbovePackage(skeleton: Pick<Skeleton, 'empty' | 'packageJson'>, root = '/'): Bind[] {
  const over = [
    { source: skeleton.packageJson, target: join(root, 'package.json'), readOnly: true },
    { source: skeleton.empty, target: join(root, 'node_modules'), readOnly: true },
  ];
  return over.filter(({ target }) => existsSync(target));
}
