import type { CheckExplanation, CheckResult } from '../../../../analysis/index.js';
import { formatMegabytes } from '../../../../units/index.js';
import { sentence } from '../../../wording/index.js';
import { html, type Markup } from '../../markup.js';
import { shiftIn } from '../names.js';
import { changesTable } from './changes-table.js';
import { endMs, waterfall, waterfallKey } from './waterfall.js';

/** Which modules a cold start loads on either side, and which of them made the difference. */
export function explanationSection(result: CheckResult): Markup | null {
  const { explanations, unexplained } = result;
  if (explanations.length === 0 && unexplained === undefined) return null;
  return html`<section aria-labelledby="explanation-title" class="explanation">
<h2 id="explanation-title">What a cold start loads</h2>
${unexplained === undefined ? null : html`<p class="empty">Not explained: ${sentence(unexplained)}</p>\n`}${explanations.map((it) => part(result, it, explanations.length > 1))}${explanations.length === 0 ? null : footnote(result)}</section>
`;
}

/** What these times are worth: there is no interval to print. */
function footnote({ explanations }: CheckResult): Markup {
  const traced = explanations.map(({ coldStarts }) => coldStarts);
  const notes = [...new Set(explanations.flatMap((it) => it.notes ?? []))];
  const starts = traced.map((it) => Math.max(it?.base ?? 1, it?.head ?? 1));
  const most = Math.max(1, ...starts);
  const how = most === 1 ? 'From one cold start of each side' : `Medians over ${most} cold starts of each side`;
  return html`<p class="footnote">${how} beside the measured ones, in which every module is timed: slower than a measured start, and without an interval. Own is without what a module loads itself, total with it. ${notes.map((it) => `${sentence(it)} `)}</p>
`;
}

function part(result: CheckResult, explanation: CheckExplanation, isOneOfMany: boolean): Markup {
  const { base, head, memorySizeMB } = explanation;
  const size = formatMegabytes(memorySizeMB);
  const end = Math.max(endMs(base ?? []), endMs(head ?? []));
  const side = (name: 'Base' | 'Head', modules: CheckExplanation['base'], isOpen: boolean): Markup =>
    modules === null
      ? html`<p class="empty">${name} could not be explained.</p>\n`
      : waterfall({ name, size, modules, end, explanation, isOpen });
  return html`${isOneOfMany ? html`<h3 class="table-title">${size}</h3>\n` : null}<p class="lead">${statement(result, explanation)}</p>
${changesTable(explanation, size)}${waterfallKey}${result.isSelf ? null : side('Head', head, true)}${side('Base', base, result.isSelf)}${leftOutText(explanation)}`;
}

/** The sum of what modules explain is held against the shift that was measured. */
function statement({ findings, isSelf }: CheckResult, it: CheckExplanation): string {
  if (isSelf) return 'The modules of one cold start.';
  if (it.base === null || it.head === null) return 'Only one side could be explained, so that nothing can be compared.';
  if (it.changes.length === 0)
    return 'Both sides load the same modules, and none takes another time by more than chance.';
  const found = findings.find(
    ({ metric, memorySizeMB }) => metric === 'initDuration' && memorySizeMB === it.memorySizeMB,
  );
  const modules =
    it.explainedMs === null
      ? 'Modules changed'
      : `Modules account for ${shiftIn('ms', { value: it.explainedMs, low: null, high: null }).value}`;
  if (found?.shift === undefined || found.shift === null)
    return `${modules}; Init Duration has no shift to hold that against.`;
  const { value, interval } = shiftIn('ms', found.shift);
  return `${modules}; Init Duration shifted by ${value} (95 % interval ${interval}).`;
}

const leftOutText = ({ leftOut }: CheckExplanation): Markup | null =>
  leftOut === 0
    ? null
    : html`<p class="footnote">${leftOut.toLocaleString('en-US')} more modules were loaded than the recording holds.</p>\n`;
