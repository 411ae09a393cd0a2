import { accessSync, constants, realpathSync } from 'node:fs';

/** What a sandbox hides (src/emulator/environment/sandbox): a custom runtime brings what it needs, on AWS too. */
const HIDDEN = /^\/(tmp|var|opt|root|home)\//;

/**
 * A Node.js that custom runtimes of tests can be run by: this process's own or the system's, whichever lies where a
 * function sees it. A checkout below /home or /tmp has its own where none does.
 */
export const visibleNode: string | undefined = [process.execPath, '/usr/local/bin/node', '/usr/bin/node'].find(
  (path) => isProgram(path) && !HIDDEN.test(realpathSync(path)),
);

export const whyNoNode = visibleNode === undefined && 'no Node.js lies where a function in a sandbox could see it';

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
