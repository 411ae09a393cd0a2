import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Has what was written reach the disk before it returns: a change may be made only when the line that undoes it is there. */
export function writeThrough(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
  fsyncSync(descriptor);
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
