import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { type Runtime, runtimeFamily } from './runtimes.js';

const exists = (path: string, mode = constants.F_OK): Promise<boolean> =>
  access(path, mode).then(
    () => true,
    () => false,
  );

/** The files a runtime would load for a handler, most usual first; its own rules, so that no fault slips through. */
function candidates(handler: string, runtime: Runtime): readonly string[] {
  switch (runtimeFamily(runtime)) {
    case 'nodejs': {
      // aws-lambda-nodejs-runtime-interface-client splits the last path segment at its first dot.
      const stem = join(dirname(handler), basename(handler).split('.')[0] ?? '');
      return ['.mjs', '.js', '.cjs'].map((ending) => stem + ending);
    }
    case 'python': {
      // aws-lambda-python-runtime-interface-client splits at the last dot and takes / for the dots of packages.
      const module = handler.slice(0, handler.lastIndexOf('.'));
      return [`${module}.py`, join(module, '__init__.py')];
    }
    case 'provided':
      return ['bootstrap'];
    case 'other':
      return [];
  }
}

/** What is wrong with a handler in a folder of code, if anything is. Compiled languages are taken at their word. */
export async function handlerFault(folder: string, handler: string, runtime: Runtime): Promise<string | undefined> {
  const family = runtimeFamily(runtime);
  if ((family === 'nodejs' || family === 'python') && !/[^/.]\.[^/]+$/.test(handler)) {
    return `got ${JSON.stringify(handler)}; expected the name of a file and of a function in it, such as index.handler`;
  }
  const files = candidates(handler, runtime);
  if (files.length === 0) return undefined;
  const found = await Promise.all(files.map((file) => exists(join(folder, file))));
  if (!found.includes(true)) return `no file for it in ${folder}; expected ${files.join(' or ')}`;
  if (family === 'provided' && !(await exists(join(folder, 'bootstrap'), constants.X_OK))) {
    return `${join(folder, 'bootstrap')} cannot be executed; expected an executable file (chmod +x)`;
  }
  return undefined;
}
