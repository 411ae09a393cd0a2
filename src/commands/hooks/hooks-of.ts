import type { Hooks } from '../../scenario/index.js';
import { type HooksOfRun, RunHooks } from './run-hooks.js';

/** The hooks of a run, where it has some. */
export const hooksOf = (hooks: Hooks | undefined, parts: Omit<HooksOfRun, 'hooks'>): { readonly hooks?: RunHooks } =>
  hooks === undefined ? {} : { hooks: new RunHooks({ ...parts, hooks }) };
