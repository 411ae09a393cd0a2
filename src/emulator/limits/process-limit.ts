import { readNumber, tryToWrite, writeControl } from './control-file.js';

/** "Execution processes/threads: 1,024" (quotas page, read 2026-10). */
const MAX_PROCESSES = 1024;

/** @param folder of a group without processes, with the controller for them. @throws when it cannot be set. */
export const limitProcesses = (folder: string): void => writeControl(folder, 'pids.max', MAX_PROCESSES);

/**
 * To be called when all of the group have been killed. They count until somebody waits for them, which is the host's init
 * where their own parent has died as well, and that may take seconds over a thousand of them: they would leave no room
 * for what comes next. A group that is gone by now needs none.
 */
export const discountTheDead = (folder: string): boolean =>
  tryToWrite(folder, 'pids.max', MAX_PROCESSES + (readNumber(folder, 'pids.current') ?? 0));
