export * from './apply/index.js';
export { arnOfFunction } from './arn-of-function.js';
export { runBeside } from './beside-emulator.js';
export { type CallMode, CallRecord, type Retry } from './calls/index.js';
export * from './caretaker.js';
export { type Connection, type ConnectionOptions, connect } from './connection.js';
export * from './copied-function.js';
export {
  type AwsDiagnosis,
  type CallersOfLatest,
  callersOfLatest,
  checkInvocable,
  diagnoseAws,
  type NeedDiagnosis,
  readingFunction,
  type TriedPermission,
} from './diagnosis/index.js';
export * from './embedded-emulator.js';
export { isLoopback } from './emulator-facts.js';
export * from './error.js';
export * from './existing-function.js';
export * from './function-as-it-is.js';
export * from './function-on-latest.js';
export * from './function-under-test.js';
export { type Access, accessOf } from './identity/index.js';
export { InitFinder } from './init-finder.js';
export { invokingAsItIs } from './invoking.js';
export * from './journal/index.js';
export type { Kept } from './latest.js';
export * from './load/index.js';
export * from './lock/index.js';
export * from './log-group.js';
export * from './made-function.js';
export { carriesMarker } from './marked-description.js';
export { memoryLimit } from './memory-limit.js';
export { makeTracedCopy, type TracedCopyOptions } from './module-trace/traced-copy.js';
export * from './original-function.js';
export { packageOf } from './package.js';
export * from './permissions/index.js';
export type { ProvisionedVersion, Provisioning } from './provisioned-version.js';
export * from './put-back/index.js';
export type { Rehearsal, RehearsedCall, RehearsedPart } from './rehearsal/index.js';
export * from './services.js';
export { refuseChanged } from './somebody-else.js';
export * from './system-logs.js';
export { usualLogGroup } from './usual-log-group.js';
export { whenProvisioned } from './when-provisioned.js';
