import type { Analysis, Result, Warning } from '../../analysis/index.js';
import { details } from './details.js';
import { code, plain } from './escape.js';
import { recommendationLines } from './recommendation.js';
import { sizeTable } from './size-table.js';

/** `summary.md`, a comment on a pull request: the answer first, the table, what weakens it, and the rest folded away. */
export function renderMarkdown({ result }: Analysis): string {
  const blocks = [
    `**${plain(result.recommendation?.reason ?? 'No memory size was measured well enough to recommend one.')}**`,
    ...recommendationLines(result),
    ...limitations(result),
    sizeTable(result),
    ...warningLines(result.warnings),
    details(result),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const END_TEXT = {
  stopped: 'was stopped by its user',
  interrupted: 'was interrupted',
  failed: 'ended early because something failed',
  unknown: 'was killed, or is still going on',
} as const;

/** What changes the meaning of every figure stands before the table, where it cannot be missed. */
function limitations({ target, endReason }: Result): string[] {
  const limits = [
    { name: 'CPU', limit: target.cpu },
    { name: 'Memory', limit: target.memory },
  ];
  const lines = limits.flatMap(({ name, limit }) =>
    limit === undefined || limit.enforced
      ? []
      : [`${name} was not enforced: ${plain(limit.reason)}. ${plain(limit.hint)}`],
  );
  if (endReason !== 'complete')
    lines.push(`The run ${END_TEXT[endReason ?? 'unknown']}; the figures hold for what was recorded until then.`);
  return lines.length === 0 ? [] : [['> [!WARNING]', ...lines.map((line) => `> - ${line}`)].join('\n')];
}

function warningLines(warnings: readonly Warning[]): string[] {
  if (warnings.length === 0) return [];
  return ['**Warnings**', warnings.map((it) => `- ${code(it.code)} ${plain(it.message)} ${plain(it.hint)}`).join('\n')];
}
