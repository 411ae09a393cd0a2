import type { CheckFinding } from '../../../../analysis/index.js';
import { type Line, pieced, type Run } from '../../layout/index.js';

/** What the axis of all rows reaches to at least, in percent to either side. */
const LEAST_REACH = 10;
const MOST_REACH = 30;

/** So that the widest interval fits, and one odd interval does not squeeze the others. */
export function reachOf(findings: readonly CheckFinding[]): number {
  const ends = findings.flatMap(({ shiftPercent: it, isExact }) =>
    it === null || isExact ? [] : [Math.abs(it.low ?? it.value), Math.abs(it.high ?? it.value)],
  );
  return Math.min(MOST_REACH, Math.max(LEAST_REACH, ...ends.map((it) => it * 1.1)));
}

/** From where on a change counts: past both of its limits, of which one is an amount. */
function countingPercent({ limits, base }: CheckFinding): number {
  const middle = base.median?.value ?? 0;
  return middle > 0 ? Math.max(limits.relativePercent, (100 * limits.absolute) / middle) : limits.relativePercent;
}

/**
 * Where the shift lies, `──●──` between its bounds, with nothing in the middle, and from where on a change counts as `┊`: what
 * is inside both is shown to be unchanged, what is past one has changed.
 */
export function intervalPicture(finding: CheckFinding, reach: number, width: number): Run[] {
  const { shiftPercent } = finding;
  const limit = countingPercent(finding);
  const at = (percent: number): number =>
    Math.round(((Math.max(-reach, Math.min(reach, percent)) + reach) / (2 * reach)) * (width - 1));
  const cells: Run[] = Array.from({ length: width }, () => ({ text: ' ', tone: 'quiet' as const }));
  const put = (percent: number, text: string, tone: Run['tone']): void => {
    cells[at(percent)] = { text, tone };
  };
  put(0, '│', 'quiet');
  if (limit < reach) for (const side of [-limit, limit]) put(side, '┊', 'warn');
  if (shiftPercent !== null) {
    const { value, low, high } = shiftPercent;
    for (let cell = at(low ?? value); cell <= at(high ?? value); cell++) cells[cell] = { text: '─', tone: 'plain' };
    put(value, value > reach ? '▸' : value < -reach ? '◂' : '●', 'strong');
  }
  return cells;
}

/** `-12 %` at its left, `0`, `+12 %` at its right end. */
export function axisText(reach: number, width: number): string {
  const [left, right] = [`-${reach.toFixed(0)} %`, `+${reach.toFixed(0)} %`];
  const half = Math.floor((width - 1) / 2);
  if (width < left.length + right.length + 4) return ''.padEnd(width);
  return `${left.padEnd(half)}0`.padEnd(width - right.length) + right;
}

/** A row of text with its picture behind it. */
export const withPicture = (text: Run, picture: readonly Run[]): Line =>
  pieced([text, { text: '  ', tone: 'plain' }, ...picture]);
