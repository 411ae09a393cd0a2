import type { LogsResult, Warning } from '../../analysis/index.js';
import { formatUsd } from '../../units/index.js';
import {
  isSevere,
  logHeadline,
  logSpan,
  logVolume,
  reportedInitText,
  sentence,
  THROTTLED_NOTE,
} from '../wording/index.js';
import { code, plain } from './escape.js';
import { logsTable } from './logs-table.js';

/** The summary of a log, a comment on a pull request or a page of a wiki. */
export function renderLogsMarkdown(result: LogsResult): string {
  const severe = result.warnings.filter(isSevere);
  const others = result.warnings.filter((it) => !isSevere(it));
  const blocks = [
    `**${plain(sentence(headline(result)))}**`,
    ...(severe.length === 0 ? [] : [['> [!WARNING]', ...severe.map((it) => `> - ${warningText(it)}`)].join('\n')]),
    ...logsTable(result),
    ...list('Inits reported on their own', reportedInitText(result).map(plain)),
    ...list('Warnings', others.map(warningText)),
    details(result),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function headline(result: LogsResult): string {
  const { cost } = result.total;
  const month = cost?.perMonth == null ? '' : `, ${formatUsd(cost.perMonth.usd)} a month at that rate`;
  const money = cost === null ? '' : `: ${formatUsd(cost.usd)}${month}`;
  return `${logHeadline(result)}${money}`;
}

const list = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`**${title}**`, lines.map((it) => `- ${it}`).join('\n')];

const warningText = (it: Warning): string =>
  `${plain(sentence(it.message))} ${plain(sentence(it.hint))} ${code(it.code)}`;

function details(result: LogsResult): string {
  const { sources, priceBook, architecture, tool, startedAt, endReason } = result;
  const shown = sources.slice(0, 20).map(code).join(', ');
  const more = sources.length > 20 ? ` and ${sources.length - 20} more` : '';
  const lines = [
    `Read: ${shown}${more}; ${plain(logVolume(result))}; ${plain(logSpan(result))}`,
    `By ${tool.name} ${plain(tool.version)}, started ${code(startedAt)}; ended: ${endReason ?? 'no end recorded'}`,
    `Prices: ${code(priceBook.id)}, on demand, ${architecture}, in force from ${plain(priceBook.effectiveFrom)} (${plain(priceBook.source)})`,
    `A month is 730 hours at the rate of the log; ${THROTTLED_NOTE}`,
  ];
  return ['<details><summary>What was read</summary>', '', ...lines.map((it) => `- ${it}`), '', '</details>'].join(
    '\n',
  );
}
