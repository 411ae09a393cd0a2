import type { LogsResult, LogTotal } from '../../../analysis/index.js';
import { formatRatio, formatUsd } from '../../../units/index.js';
import {
  coldShareEstimate,
  type Estimate,
  failureCounts,
  initShareText,
  loggedFailures,
  logHeadline,
  logSpan,
  logVolume,
  perMonthEstimate,
  sentence,
  spanText,
  THROTTLED_NOTE,
} from '../../wording/index.js';
import { timeText } from '../figures.js';
import { fact } from '../headline.js';
import { html, type Markup } from '../markup.js';

/** What all invocations together say. */
export function logsHeadline(result: LogsResult): Markup {
  const { total, sources, startedAt } = result;
  const more = sources.length > 1 ? ` and ${sources.length - 1} more` : '';
  const missing = result.warnings.find(({ code }) => code === 'no-reports');
  return html`<header>
<p class="eyebrow">Kelvin logs <span aria-hidden="true">·</span> <time datetime="${startedAt}">${timeText(startedAt)}</time></p>
<h1><span class="subject">${sources[0] ?? 'standard input'}${more}</span> ${logHeadline(result)}</h1>
<p class="lead">${missing === undefined ? `${logSpan(result)}; ${logVolume(result)} read.` : `${sentence(missing.message)} ${sentence(missing.hint)}`}</p>
${total.invocations === 0 ? null : html`<dl class="facts">\n${facts(total)}</dl>\n`}</header>
`;
}

function facts(total: LogTotal): Markup[] {
  const { cost, coldShare } = total;
  const share = coldShareEstimate(total);
  const month = perMonthEstimate(total);
  return [
    fact('Cold starts', share === null ? 'not known' : formatRatio(share.value), coldDetail(total, share)),
    fact('Cost so far', cost === null ? 'none' : formatUsd(cost.usd), 'on demand, at list price'),
    fact(
      'Cost per month',
      month === null ? 'not known' : formatUsd(month.value),
      month === null ? (cost?.perMonthNote ?? 'nothing has a price') : intervalText(month, formatUsd),
    ),
    fact(
      'INIT in the cost',
      cost === null || cost.init.shareRatio === null ? 'none' : formatRatio(cost.init.shareRatio),
      initShareText(total),
    ),
    fact(
      'Failed',
      failureCounts(total),
      `${total.failures.length === 0 ? '' : `${loggedFailures(total)}; `}${THROTTLED_NOTE}`,
    ),
    ...(coldShare.unknown === 0
      ? []
      : [fact('Start not known', coldShare.unknown.toLocaleString('en-US'), 'reports cut at their end')]),
  ];
}

const coldDetail = ({ coldShare }: LogTotal, share: Estimate | null): string =>
  `${coldShare.cold.toLocaleString('en-US')} of ${coldShare.n.toLocaleString('en-US')}${share === null ? '' : `; ${intervalText(share, formatRatio)}`}`;

const intervalText = ({ evidence }: Estimate, format: (value: number) => string): string =>
  'note' in evidence
    ? `no interval: ${evidence.note}`
    : `95 % interval ${spanText(format, evidence.low, evidence.high)}`;
