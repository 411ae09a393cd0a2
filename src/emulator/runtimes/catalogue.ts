/** The runtimes that are emulated. AWS has more; of those it says that it does not know them. */
const NODE = ['nodejs22.x', 'nodejs24.x'];
const PYTHON = ['python3.9', 'python3.10', 'python3.11', 'python3.12', 'python3.13', 'python3.14'];
const CUSTOM = ['provided.al2023'];

export const knownRuntimes: readonly string[] = [...NODE, ...PYTHON, ...CUSTOM];

export type RuntimeFamily = 'nodejs' | 'python' | 'provided';

export function familyOf(runtime: string): RuntimeFamily {
  if (runtime.startsWith('nodejs')) return 'nodejs';
  return runtime.startsWith('python') ? 'python' : 'provided';
}

/** `3.12` of `python3.12`, `24` of `nodejs24.x`; empty for a runtime without a language. */
export const languageVersion = (runtime: string): string =>
  familyOf(runtime) === 'provided' ? '' : runtime.replace(/^[a-z]+/, '').replace(/\.x$/, '');
