export type { Clock } from './clock.js';
export { type Emulator, type EmulatorOptions, startEmulator } from './emulator.js';
export type { EmulatorFacts } from './facts.js';
export type { Enforcement } from './limits/limits.js';
export type { RuntimeFact } from './runtimes/interpreters.js';
