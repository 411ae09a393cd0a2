import { styleText } from 'node:util';
import type { Line, Tone } from './layout/index.js';

export interface Style {
  readonly color?: 'green' | 'cyan' | 'yellow' | 'red';
  readonly bold?: boolean;
  readonly dim?: boolean;
}

/** The eight basic colours only: they are legible in every terminal's own scheme. */
export const THEME: Readonly<Record<Tone, Style>> = {
  plain: {},
  strong: { bold: true },
  quiet: { dim: true },
  good: { color: 'green', bold: true },
  tied: { color: 'cyan' },
  warn: { color: 'yellow' },
  bad: { color: 'red' },
};

/** A line with the escape codes of its tone, for output that is not drawn by Ink. */
export function paint({ text, tone, runs }: Line, color: boolean): string {
  if (color && runs !== undefined)
    return runs
      .map((run) => paint(run, color))
      .join('')
      .trimEnd();
  if (!color) return text.trimEnd();
  const style = THEME[tone];
  if (text === '') return text;
  const formats = [style.color, style.bold && ('bold' as const), style.dim && ('dim' as const)];
  const wanted = formats.filter((format) => typeof format === 'string');
  return wanted.length === 0 ? text : styleText(wanted, text, { validateStream: false });
}
