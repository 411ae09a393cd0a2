import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/** AWS's published Node.js runtime interface client, as npm installs and builds it. */
export interface PublishedClient {
  readonly folder: string;
  readonly version: string;
}

/**
 * Version 4 of npm's `aws-lambda-ric` is the client of nodejs24.x, version 3 that of earlier runtimes. Building one takes
 * a minute and a C++ compiler, so it is no dependency: `KELVIN_RIC` and `KELVIN_RIC_3` name the package folders.
 */
export function findClient(major: 3 | 4): PublishedClient | string {
  const variable = major === 4 ? 'KELVIN_RIC' : 'KELVIN_RIC_3';
  const folders = [process.env[variable] ?? '', join(ROOT, 'node_modules', 'aws-lambda-ric')];
  for (const folder of folders.filter((it) => existsSync(join(it, 'package.json')))) {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
    if (!version.startsWith(`${major}.`)) continue;
    const isBuilt = major === 4 ? existsSync(join(folder, 'rapid-client.node')) : existsSync(join(folder, 'dist'));
    return isBuilt ? { folder, version } : `aws-lambda-ric ${version} in ${folder} is not built`;
  }
  return `no aws-lambda-ric ${major} is installed (${variable} would name its folder)`;
}
