export * from './analyse-apply.js';
export * from './apply-result-schema.js';
export { judgeCanary } from './canary.js';
export { mostOf } from './judge-promise.js';
export * from './promises.js';
export { blocksOfBoth, verify } from './verify.js';
