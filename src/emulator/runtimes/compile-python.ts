import { execFile } from 'node:child_process';
import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Interpreter } from './interpreter.js';

/**
 * Has the runtime client's bytecode written beside it, once for each Python: compiling it takes 8 ms of a cold start of
 * 40 (2 cores, 2026-11), and inside a sandbox nothing can be written there. Where it cannot be written at all, cold
 * starts take those 8 ms more.
 *
 * @param folder of `bootstrap.py`.
 */
export async function compilePython({ path, version }: Interpreter, folder: string): Promise<void> {
  const [major, minor] = version.split('.');
  const packages = ['kelvin_runtime', 'snapshot_restore_py'].map((name) => join(folder, name));
  const stale = packages.filter((it) => !isFresh(it, `cpython-${major}${minor}.pyc`));
  if (stale.length === 0 || !isWritable(folder)) return;
  const program = 'import sys, compileall; [compileall.compile_dir(it, quiet=2) for it in sys.argv[1:]]';
  await promisify(execFile)(path, ['-I', '-S', '-c', program, ...stale], { timeout: 10_000, env: {} }).catch(() => {});
}

/** Whether each source has bytecode that is no older: Python looks at no more than that either. */
function isFresh(folder: string, ending: string): boolean {
  try {
    const sources = readdirSync(folder).filter((name) => name.endsWith('.py'));
    return sources.every((name) => {
      const cache = join(folder, '__pycache__', name.replace(/py$/, ending));
      return statSync(cache).mtimeMs >= statSync(join(folder, name)).mtimeMs;
    });
  } catch {
    return false;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(join(folder, 'kelvin_runtime'), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
