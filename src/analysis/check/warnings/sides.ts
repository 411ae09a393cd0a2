import type { Warning } from '../../result-schema.js';
import { warnIf } from '../../warnings/findings.js';
import type { CheckResult } from '../check-result-schema.js';
import type { CheckSeen } from './check-seen.js';

/** What each side lost, and how it ran. */
export const sideWarnings = ({ result }: CheckSeen): Warning[] =>
  (['base', 'head'] as const).flatMap((name) => ofSide(name, result[name]));

function ofSide(name: 'base' | 'head', side: CheckResult['base']): Warning[] {
  const lost = countOf(side.thrownOut);
  const failed = countOf(side.failures);
  const { runtime, runtimeUsed } = side.function;
  return [
    ...warnIf(
      runtimeUsed !== undefined,
      'runtime-substituted',
      `${name} asks for ${runtime}, and ${runtimeUsed} ran it`,
      'install that version for figures of its own',
    ),
    ...warnIf(
      failed > 0,
      'invocations-failed',
      `${failed} ${failed === 1 ? 'invocation' : 'invocations'} of ${name} failed and ${failed === 1 ? 'is' : 'are'} in no figure: ${side.failures[0]?.message}`,
      'a function that fails sometimes is measured by what did not fail, which may be the quicker part',
    ),
    ...warnIf(
      lost > 0,
      'cold-starts-thrown-out',
      `${lost} of ${name} ${lost === 1 ? 'was' : 'were'} thrown out: ${side.thrownOut.map((it) => `${it.reason} (${it.count})`).join('; ')}`,
      'other traffic on the function, or an endpoint that keeps environments across configurations, does this',
    ),
  ];
}

const countOf = (all: readonly { readonly count: number }[]): number => all.reduce((sum, it) => sum + it.count, 0);
