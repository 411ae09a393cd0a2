import { closeSync, fstatSync, fsyncSync, ftruncateSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Has what was written reach the disk before it returns: a change may be made only when the line that undoes it is there.
 * What fits on a full disk by halves is taken away again, so that a later line begins a line. @param descriptor appends
 */
export function writeThrough(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  const before = fstatSync(descriptor).size;
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    fsyncSync(descriptor);
  } catch (error) {
    ftruncateSync(descriptor, before);
    throw error;
  }
}

/** The same of a file that is not there yet; only its owner may read it. */
export function writeWhole(path: string, text: string): void {
  const descriptor = openSync(path, 'ax', 0o600);
  try {
    writeThrough(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
}

/** That a file is there, or has its new name, is an entry of its folder, which has to reach the disk by itself. */
export function syncFolderOf(path: string): void {
  // Windows opens no folder; NTFS keeps its own journal of names.
  if (process.platform === 'win32') return;
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
