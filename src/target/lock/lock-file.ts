import { createHash } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { makeFolder } from '../../recording/index.js';

const schema = z.object({
  host: z.string(),
  pid: z.number().int(),
  processStart: z.string().optional(),
  caretakerPid: z.number().int().optional(),
  marker: z.string(),
  startedAt: z.string(),
  /** Absolute. */
  journal: z.string(),
});
/** Which run of this machine holds a function. */
export type LockFile = z.infer<typeof schema>;

/** What a lock is of: the ARN tells accounts apart, and only its hash is written. */
export interface LockedFunction {
  readonly endpoint?: string | undefined;
  readonly region: string;
  readonly functionArn: string;
}

/** By the XDG Base Directory Specification 0.8, state "should persist between restarts". */
const folder = (): string => join(process.env.XDG_STATE_HOME || join(homedir(), '.local', 'state'), 'kelvin', 'locks');

function pathOf({ endpoint = '', region, functionArn }: LockedFunction): string {
  const name = createHash('sha256')
    .update(JSON.stringify([endpoint, region, functionArn]))
    .digest('hex');
  return join(folder(), `${name.slice(0, 32)}.json`);
}

/** Undefined where no run of this machine holds it; one of another machine that shares the home folder does not count. */
export function readLockFile(of: LockedFunction): LockFile | undefined {
  const found = lockIn(pathOf(of));
  return found?.host === hostname() ? found : undefined;
}

/** Whose the lock is now; without a file (and why) the alias alone is the lock, and a killed run is found by that one. */
export type Locked = { readonly by: 'this-run' } | { readonly by: 'another-run' } | { readonly withoutFile: string };

/** Makes the lock file, whole or not at all. */
export function writeLockFile(of: LockedFunction, lock: LockFile): Locked {
  const path = pathOf(of);
  const own = `${path}.${process.pid}`;
  try {
    makeFolder(folder(), 0o700);
    writeFileSync(own, `${JSON.stringify(lock)}\n`, { mode: 0o600, flush: true });
    linkSync(own, path);
    return { by: 'this-run' };
  } catch (error) {
    const { code = 'no reason given' } = error as NodeJS.ErrnoException;
    if (code !== 'EEXIST') return { withoutFile: `${folder()} cannot be written (${code})` };
    if (lockIn(path)?.host === hostname()) return { by: 'another-run' };
    return { withoutFile: `${path} is of another machine, or none of Kelvin's` };
  } finally {
    rmSync(own, { force: true });
  }
}

/** Removes what a run of this marker has locked here. */
export function removeLockFile(marker: string): void {
  for (const name of namesIn(folder())) {
    const path = join(folder(), name);
    if (lockIn(path)?.marker === marker) rmSync(path, { force: true });
  }
}

function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
}

function lockIn(path: string): LockFile | undefined {
  try {
    return schema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}
