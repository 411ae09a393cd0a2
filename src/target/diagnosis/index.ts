export { type CallersOfLatest, callersOfLatest, type KnownCallers } from './callers-of-latest.js';
export { checkInvocable } from './check-invocable.js';
export { type AwsDiagnosis, diagnoseAws, type NeedDiagnosis, type TriedPermission } from './diagnose-aws.js';
export { readingFunction } from './find-function.js';
