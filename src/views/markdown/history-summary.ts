import type { HistoryEvent, HistoryResult, HistorySeries, Warning } from '../../analysis/index.js';
import {
  causeText,
  changesIn,
  codeText,
  countText,
  courseText,
  evidenceText,
  FOR_READING,
  historyNames,
  historySpan,
  historyVerdict,
  isSevere,
  lastText,
  levelInterval,
  levelText,
  momentText,
  reasonsOf,
  sentence,
  seriesName,
  sizeText,
  whenText,
} from '../wording/index.js';
import { code, plain } from './escape.js';

/** The summary of a history: what happened when, where every series is now; the sessions folded away. */
export function renderHistoryMarkdown(result: HistoryResult): string {
  const severe = result.warnings.filter(isSevere);
  const others = result.warnings.filter((it) => !isSevere(it));
  const blocks = [
    `**${plain(historyNames(result))}: ${plain(sentence(historyVerdict(result)))}**`,
    `${plain(sentence(historySpan(result)))} ${plain(FOR_READING)}`,
    ...(severe.length === 0 ? [] : [['> [!WARNING]', ...severe.map((it) => `> - ${warningText(it)}`)].join('\n')]),
    ...result.events.map((event) => eventBlock(result, event)),
    ...result.settings.map((_, index) => table(result, index)),
    ...lastBlock(result),
    ...(others.length === 0 ? [] : [others.map((it) => `- ${warningText(it)}`).join('\n')]),
    sessionsBlock(result),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const warningText = (it: Warning): string =>
  `${plain(sentence(it.message))} ${plain(sentence(it.hint))} ${code(it.code)}`;

/** So many changes of one event. */
const MOST_CHANGES = 12;

function eventBlock(result: HistoryResult, event: HistoryEvent): string {
  const came = codeText(result, event);
  const where = result.settings.length > 1 ? ` (${result.settings[event.setting]?.label ?? ''})` : '';
  const title = `${sentence(causeText(event.cause)).slice(0, -1)} ${whenText(result, event)}${came === undefined ? '' : `, code ${came}`}${where}`;
  const changes = changesIn(result, event);
  const lines = changes
    .slice(0, MOST_CHANGES)
    .map((it) => `- ${plain(seriesName(result, it.series))}: ${plain(sizeText(it))}; ${plain(evidenceText(it))}`);
  const more = changes.length - lines.length;
  const reasons = reasonsOf(result, event).map((reason) => `- Why: ${plain(reason)}`);
  return [
    `**${plain(title)}**`,
    '',
    ...lines,
    ...(more === 0 ? [] : [`- and ${more.toLocaleString('en-US')} smaller`]),
    ...reasons,
  ].join('\n');
}

function table(result: HistoryResult, setting: number): string {
  const own = result.series.filter((it) => it.setting === setting);
  const rows = own.map((it) => [
    plain(seriesName(result, it)),
    nowText(it),
    it.levels.at(-1) === undefined ? '–' : plain(countText(it.levels.at(-1) as HistorySeries['levels'][number])),
    plain(courseText(it)),
  ]);
  const all = [['', 'Level now', 'n in sessions', 'Course'], [':--', '--:', '--:', ':--'], ...rows];
  const { name, label } = result.settings[setting] ?? { name: '', label: '' };
  const title = new Set(result.settings.map((it) => it.name)).size > 1 ? `${name}: ${label}` : label;
  return [plain(title), '', ...all.map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
}

function nowText(series: HistorySeries): string {
  const level = series.levels.at(-1);
  return level === undefined ? '–' : plain(`${levelText(series, level)}, ${levelInterval(series, level)}`);
}

function lastBlock(result: HistoryResult): string[] {
  const lines = result.series.flatMap((it) => {
    const text = lastText(it);
    return text === undefined ? [] : [`- ${plain(seriesName(result, it))}: ${plain(sentence(text))}`];
  });
  return lines.length === 0 ? [] : [lines.join('\n')];
}

function sessionsBlock(result: HistoryResult): string {
  const lines = result.sessions.map(({ kind, startedAt, path, head, base, tool }) => {
    const codes = base === null ? plain(head.label) : `${plain(head.label)} against ${plain(base.label)}`;
    return `- ${momentText(result, startedAt)} ${kind} ${code(path)}: ${codes}, ${tool.name} ${plain(tool.version)}`;
  });
  const { falseAlarmRatio, priceBook, coldShareRatio } = result;
  const cost =
    priceBook === null
      ? ''
      : ` Every cost is by ${plain(priceBook.id)} and a cold share of ${Number((coldShareRatio * 100).toFixed(2))} %.`;
  return [
    `<details><summary>The ${result.sessions.length} sessions</summary>`,
    '',
    ...lines,
    '',
    '</details>',
    '',
    `<sub>In brackets 95 % intervals. Where nothing changes, any change at all is shown with a chance of ${Math.round(falseAlarmRatio * 100)} %, over all series.${cost}</sub>`,
  ].join('\n');
}
