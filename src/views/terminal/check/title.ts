import type { CheckResult } from '../../../analysis/index.js';
import { runtimeText, sideText, subjectOf } from '../../wording/index.js';
import { clipLine, type Line, line } from '../layout/index.js';
import { placeLines } from '../title.js';
import { harmless } from './harmless.js';

/** What is checked, where, and what is held against what. */
export function checkTitle(result: CheckResult, width: number): Line[] {
  const { check, head, target } = result;
  const fn = head.function;
  const subject = [fn.name, runtimeText(fn), check.architecture].filter((it) => (it ?? '') !== '').join(', ');
  const name = line(`Kelvin check  ${harmless(check.name)}  ${harmless(subject)}`, 'strong');
  return [name, ...placeLines(target), ...sideLines(result)].map((it) => clipLine(it, width));
}

function sideLines({ base, head, isSelf }: CheckResult): Line[] {
  const sideLine = (name: string, side: CheckResult['base']): Line => {
    const subject = harmless(subjectOf(side.source));
    return line(`${name}  ${harmless(sideText(side))}${subject === '' ? '' : `  ${subject}`}`);
  };
  return isSelf ? [sideLine('self', head)] : [sideLine('base', base), sideLine('head', head)];
}
