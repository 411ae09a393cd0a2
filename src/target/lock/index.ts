export { type ClaimedLock, claimerHere, claimLock, hasDiedHere } from './claim-lock.js';
export { leftOfApply } from './left-of-apply.js';
export { isAlive, type ProcessName } from './living-process.js';
export {
  type Locked,
  type LockedFunction,
  type LockFile,
  readLockFile,
  removeLockFile,
  writeLockFile,
} from './lock-file.js';
export { type LockNote, readLockNote } from './lock-note.js';
export { recordFromAlias } from './record-from-alias.js';
export { makeRunAlias, runAliasOf } from './run-alias.js';
export { RUN_ALIAS } from './run-alias-name.js';
