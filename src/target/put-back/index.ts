export { aliasRouting, asSent, isSameRouting } from './aliases.js';
export { deleteFunction } from './delete-function.js';
export { finishJournal, finishRecord } from './finish.js';
export { isLock, type PutBack, putBack } from './put-back.js';
export type { Left } from './undoing.js';
