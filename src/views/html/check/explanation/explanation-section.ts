import type { CheckExplanation, CheckResult } from '../../../../analysis/index.js';
import { formatMegabytes } from '../../../../units/index.js';
import { explanationNotes, metricChange, sentence, shiftFigure, spanText } from '../../../wording/index.js';
import { html, type Markup } from '../../markup.js';
import { figureText } from '../figure-words.js';
import { changesTable } from './changes-table.js';
import { endMs, type SideName, waterfall, waterfallKey } from './waterfall.js';

/** Which modules a cold start loads on either side, and which of them made the difference. */
export function explanationSection(result: CheckResult): Markup | null {
  const { explanations, unexplained } = result;
  if (explanations.length === 0 && unexplained === undefined) return null;
  return html`<section aria-labelledby="explanation-title" class="explanation">
<h2 id="explanation-title">What a cold start loads</h2>
${unexplained === undefined ? null : html`<p class="empty">${sentence(`not explained: ${unexplained}`)}</p>\n`}${explanations.map((it) => part(result, it, explanations.length > 1))}</section>
`;
}

function part(result: CheckResult, explanation: CheckExplanation, isOneOfMany: boolean): Markup {
  const { base, head, memorySizeMB } = explanation;
  const size = formatMegabytes(memorySizeMB);
  const end = Math.max(endMs(base ?? []), endMs(head ?? []));
  const side = (name: SideName, modules: CheckExplanation['base'], isOpen: boolean): Markup =>
    modules === null
      ? html`<p class="empty">${name} could not be explained.</p>\n`
      : waterfall({ name, size, modules, end, explanation, isOpen });
  const sides = result.isSelf
    ? side('Both sides', head ?? base, true)
    : html`${side('Head', head, true)}${side('Base', base, false)}`;
  return html`${isOneOfMany ? html`<h3 class="table-title">${size}</h3>\n` : null}<p class="lead">${statement(result, explanation)}</p>
${changesTable(explanation, size)}${waterfallKey(explanation)}${sides}<p class="footnote">${explanationNotes(explanation).map((it) => `${sentence(it)} `)}</p>
`;
}

/** The sum of what modules explain is held against the shift that was measured. */
function statement({ findings, isSelf }: CheckResult, it: CheckExplanation): string {
  if (isSelf) return 'The modules that a cold start of this function loads.';
  if (it.base === null || it.head === null) return 'Only one side could be explained, so that nothing can be compared.';
  if (it.changes.length === 0)
    return 'Both sides load the same modules, and none takes another time by more than chance.';
  const found = findings.find(
    ({ metric, memorySizeMB }) => metric === 'initDuration' && memorySizeMB === it.memorySizeMB,
  );
  const modules =
    it.explainedMs === null
      ? 'Modules changed'
      : `Modules account for ${metricChange('ms', it.explainedMs)}${rangeText(it)}`;
  if (found?.shift === undefined || found.shift === null)
    return `${modules}; Init Duration has no shift to hold that against.`;
  return `${modules}; Init Duration shifted by ${figureText(shiftFigure(found))}.`;
}

/** No interval: how far apart single cold starts are. */
const rangeText = ({ explainedRangeMs: range }: CheckExplanation): string =>
  range === undefined
    ? ''
    : ` (${spanText((ms) => metricChange('ms', ms), range.low, range.high)} between single cold starts)`;
