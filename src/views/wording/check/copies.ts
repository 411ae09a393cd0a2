import type { CheckResult } from '../../../analysis/index.js';
import { copyMark } from '../copied.js';
import { sourceText } from './source.js';

type CheckSide = CheckResult['base'];

/** What a side is, for a line of its own: `function checkout:live (a copy)`. */
export const sideText = ({ source, function: fn }: CheckSide): string => `${sourceText(source)}${copyMark(fn)}`;

/**
 * `head was measured on a copy of checkout, made for the check and removed with it`: a function that exists is read alone,
 * and who reads the report has to see that it was. Undefined where both sides were functions of the check's own.
 */
export function copiesText({ base, head, isSelf }: CheckResult): string | undefined {
  const sides = isSelf ? ([['it', head]] as const) : ([['base', base] as const, ['head', head] as const] as const);
  const copies = sides.filter(([, side]) => side.function.copied !== undefined);
  const [first, second] = copies;
  if (first === undefined) return undefined;
  const removed = 'made for the check and removed with it';
  if (second === undefined) return `${first[0]} was measured on a copy of ${ofCopy(first[1])}, ${removed}`;
  const [one, other] = [ofCopy(first[1]), ofCopy(second[1])];
  const each = one === other ? `copies of ${one}` : `copies: base of ${one}, head of ${other}`;
  return `base and head were measured on ${each}${one === other ? ',' : '; both'} ${removed}`;
}

/** A copy may have other code than what it is a copy of: a folder's, of which the function alone says how it is run. */
function ofCopy({ source, function: fn }: CheckSide): string {
  const isOther = source.kind === 'folder' || source.kind === 'zip';
  return `${fn.name}${isOther ? ` with the code of ${sourceText(source)}` : ''}`;
}
