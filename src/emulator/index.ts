export { isQueueEndpoint } from './asynchronous/queue-endpoint.js';
export type { Clock } from './clock.js';
export { type Emulator, type EmulatorOptions, startEmulator } from './emulator.js';
export type { EmulatorFacts } from './facts.js';
export { isLoopback } from './http/loopback.js';
export type { Credentials } from './http/signature/credentials.js';
export type { Enforcement } from './limits/limits.js';
export type { RuntimeFact } from './runtimes/interpreters.js';
