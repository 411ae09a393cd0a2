export type { CallMode } from './call-mode.js';
export { CallRecord, type Retry } from './call-record.js';
export { operationOf, type Patience, PatientSender, type Send, sendPatiently } from './patient-send.js';
export { readAndInvokeAlone } from './read-only.js';
export { isInvoke, isRead } from './reads.js';
export { isUsersToMend } from './trouble.js';
