import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The browser build lies beside the module that the package exports, but is not exported itself. */
async function browserBuild(name: string, file: string): Promise<string> {
  const folder = dirname(require.resolve(name));
  const [code, license] = await Promise.all([
    readFile(join(folder, file), 'utf8'),
    readFile(join(folder, '..', 'LICENSE'), 'utf8'),
  ]);
  return `/*! ${name}\n${license.trim()}\n*/\n${withoutSourceMap(code).trim()}`;
}

/** A link to a source map is a request that a browser's developer tools would make, and there is none to be had. */
const withoutSourceMap = (code: string): string => code.replace(/^\/\/# sourceMappingURL=.*$/m, '');

/**
 * vega and vega-lite as scripts, in the order they must run. They are inlined so that a report is one file which opens
 * anywhere, for good; their licence asks that its text goes with every copy.
 */
export const chartLibraries = (): Promise<readonly string[]> =>
  Promise.all([browserBuild('vega', 'vega.min.js'), browserBuild('vega-lite', 'vega-lite.min.js')]);
