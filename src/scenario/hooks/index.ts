export type * from './hooks.js';
export { type HookOverrides, overriddenHooks, resolveHooks } from './resolve-hooks.js';
