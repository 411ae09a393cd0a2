import { accessSync, constants, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What lies in `extensions` of the layers, folders apart: each is an external extension, and is to be started. */
export function findExtensions(layers: string | undefined): string[] {
  if (layers === undefined) return [];
  try {
    return readdirSync(join(layers, 'extensions'), { withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  } catch {
    return [];
  }
}

export interface LaunchError {
  /** In AWS's word for it, which its log lines have. */
  readonly errorType: string;
  readonly message: string;
}

/** @param name under which the function knows it. @returns nothing for one that can be started. */
export function launchErrorOf(path: string, name: string): LaunchError | undefined {
  try {
    accessSync(path, constants.X_OK);
    return undefined;
  } catch (error) {
    const denied = error instanceof Error && 'code' in error && error.code === 'EACCES';
    const errorType = denied ? 'PermissionDenied' : 'UnknownError';
    return { errorType, message: `fork/exec ${name}: ${denied ? 'permission denied' : 'no such file or directory'}` };
  }
}
