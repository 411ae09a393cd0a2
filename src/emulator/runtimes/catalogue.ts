import { creatableRuntimes, everyRuntime } from '../api/runtime-names.js';

/** Those that run here; the control plane takes the others too, and their INIT fails. */
const NODE = ['nodejs16.x', 'nodejs18.x', 'nodejs20.x', 'nodejs22.x', 'nodejs24.x'];
const PYTHON = ['python3.8', 'python3.9', 'python3.10', 'python3.11', 'python3.12', 'python3.13', 'python3.14'];
const CUSTOM = ['provided.al2', 'provided.al2023'];

export const emulatedRuntimes: readonly string[] = [...NODE, ...PYTHON, ...CUSTOM];

/** Of after the recorded messages that list the others (developer guide, "Lambda runtimes", read 2026-11). */
const CREATABLE_SINCE = ['ruby4.0'];

/** AWS has or had it. */
export const isKnown = (runtime: string): boolean => everyRuntime.includes(runtime) || isCreatable(runtime);

/** Functions may still be created with it, though it may be deprecated. */
export const isCreatable = (runtime: string): boolean =>
  creatableRuntimes.includes(runtime) || CREATABLE_SINCE.includes(runtime);

export const isEmulated = (runtime: string): boolean => emulatedRuntimes.includes(runtime);

/** What AWS recommends instead of one that cannot be created any more; of most it names none. */
export const replacementOf = (runtime: string): string | undefined =>
  runtime === 'nodejs14.x' ? 'nodejs24.x' : undefined;

export type RuntimeFamily = 'nodejs' | 'python' | 'provided' | 'java' | 'dotnet' | 'ruby' | 'other';

/** Of each family the shell script that starts it is alike, and so are the variables that it sets. */
export function familyOf(runtime: string): RuntimeFamily {
  const family = /^(nodejs|python|provided|java|dotnet|ruby)(?=[\d.]|$)/.exec(runtime)?.[1];
  return (family as RuntimeFamily | undefined) ?? 'other';
}

/** `3.12` of `python3.12`, `24` of `nodejs24.x`; empty for a runtime without a language. */
export const languageVersion = (runtime: string): string =>
  familyOf(runtime) === 'provided' ? '' : runtime.replace(/^[a-z]+/, '').replace(/\.x$/, '');

/** Of the language's version: 14 of `python3.14`, 24 of `nodejs24.x`. */
export const lastNumber = (runtime: string): number => Number(languageVersion(runtime).split('.').at(-1));
