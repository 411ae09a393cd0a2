import { realpathSync } from 'node:fs';
import type { Entrance } from '../sandbox/sandbox.js';
import { quoted } from './starter.js';

/** What is to be run, and in which surroundings. */
export interface Program {
  readonly argv: readonly string[];
  /** As it is inside the sandbox. */
  readonly cwd: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly entrance: Entrance;
  /** Put in front of all: a program and its options that leave it the CPUs it may use. */
  readonly affinity?: readonly string[];
}

/** The line on descriptor 3 that says so, and behind it when: seconds since the host's start, where there is a /proc. */
export const ENTERED = 'entered';

/** Processes and threads of a user, Lambda's limit (quotas page, read 2026-10); dash has another letter for it than bash. */
const LIMIT_PROCESSES = '{ ulimit -p 1024 || ulimit -u 1024; } 2>&-\n';

/**
 * What the last shell is told on its standard input: to become the program. It has no rights any more, so that the
 * variables of a function can do no harm now (LD_PRELOAD, or a library in LD_LIBRARY_PATH). They come this way and not as
 * arguments, because everyone on the host can read the arguments of those that wait outside.
 *
 * Standard output and error share one descriptor, so that their lines keep the order in which they were written.
 *
 * @param countsItsOwn whether it is the only one to count its processes, as no group does, and no others are of its user
 */
export function becomeScript(
  { cwd, variables, argv }: Pick<Program, 'cwd' | 'variables' | 'argv'>,
  countsItsOwn: boolean,
): string {
  const names = Object.keys(variables);
  const { assign, words } = names.every(isPlain) && isExact() ? exported(variables) : asArguments(variables);
  return `${countsItsOwn ? LIMIT_PROCESSES : ''}cd ${quoted(cwd)} || exit 125
read -r now rest 2>&- </proc/uptime
echo ${ENTERED} $now >&3
unset now rest
${assign}
exec ${[...words, ...argv].map(quoted).join(' ')} </dev/null 2>&1 3>&-
`;
}

interface Given {
  readonly assign: string;
  readonly words: readonly string[];
}

const pairs = (variables: Program['variables']): string[] =>
  Object.entries(variables).map(([name, value]) => `${name}=${quoted(value)}`);

/** The shell's own variables are taken away first, as a function may have set some of the same names. */
const exported = (variables: Program['variables']): Given => ({
  assign: ['unset PWD OLDPWD', ...pairs(variables).map((pair) => `export ${pair}`)].join('\n'),
  words: [],
});

/** They can be read for a moment, and one more program has to be run. */
const asArguments = (variables: Program['variables']): Given => ({
  assign: '',
  words: ['/usr/bin/env', '-i', ...Object.entries(variables).map(([name, value]) => `${name}=${value}`)],
});

/** Those that a shell takes as they are. OPTIND has to be a number to it. */
const isPlain = (name: string): boolean => /^[a-z_][a-z0-9_]*$/i.test(name) && name !== 'OPTIND';

let exactShell: boolean | undefined;

/** dash hands on what was exported and nothing else; bash adds `_` and counts SHLVL (seen in dash 0.5.12, bash 5.2). */
function isExact(): boolean {
  exactShell ??= realpathSync('/bin/sh').endsWith('/dash');
  return exactShell;
}
