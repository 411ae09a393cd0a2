import type { ApplyResult } from '../../../analysis/index.js';
import { planLines, sentence } from '../../wording/index.js';
import { clean, clipLine, type Line, line, paragraph } from '../layout/index.js';
import type { SummaryOptions } from '../summary/index.js';
import { paint } from '../theme.js';

/** What would be applied, what was promised of it, and what would be done. Ends its last line. */
export function renderApplyPlan(
  plan: { readonly apply: ApplyResult['apply']; readonly name: string; readonly place: string },
  { width, color }: SummaryOptions,
): string {
  const { change, promises, steps, notes } = planLines(plan);
  const lines: Line[] = [
    line(clean(change), 'strong'),
    ...promises.flatMap((it) => paragraph(clean(it), width, 'plain', '  ')),
    ...notes.flatMap((it) => paragraph(clean(sentence(it)), width, 'warn', '! ')),
    ...steps.flatMap((it) => paragraph(clean(it), width, 'quiet', '  ')),
  ];
  return lines.map((it) => `${paint(clipLine(it, width), color)}\n`).join('');
}
