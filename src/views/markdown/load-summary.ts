import type { LoadArm, LoadResult, ThresholdVerdict, Warning } from '../../analysis/index.js';
import { formatMegabytes, formatUsd } from '../../units/index.js';
import {
  armInitTexts,
  armName,
  atLeast,
  callsText,
  copiedText,
  failureName,
  isSevere,
  keptText,
  limitText,
  loadNote,
  loadRole,
  loadRowsOf,
  phasesText,
  runtimeText,
  saturationText,
  sentence,
  simulatedText,
  statusText,
  thresholdText,
  verdictCount,
  verdictFigure,
  verdictWord,
  viaText,
} from '../wording/index.js';
import { code, plain } from './escape.js';

const count = (value: number): string => value.toLocaleString('en-US');

/** The summary of a load, a comment on a pull request: the answer, what does not hold, the table; the rest folded away. */
export function renderLoadMarkdown(result: LoadResult): string {
  const severe = result.warnings.filter(isSevere);
  const others = result.warnings.filter((it) => !isSevere(it));
  const simulated = simulatedText(result);
  const blocks = [
    ...(simulated === undefined ? [] : [`**${plain(simulated)}**`]),
    `**${plain(sentence(result.choice?.reason ?? headline(result)))}**`,
    `${plain(sentence(`${phasesText(result.load)}, by ${viaText(result.load.via)}`))}`,
    ...(severe.length === 0 ? [] : [['> [!WARNING]', ...severe.map((it) => `> - ${warningText(it)}`)].join('\n')]),
    ...thresholds(result),
    ...table(result),
    ...list(
      'Saturation and failures',
      result.arms.map((arm) => armText(result, arm)),
    ),
    ...list('INIT reports', result.arms.flatMap((arm) => armInitTexts(result, arm)).map(plain)),
    ...list('Warnings', others.map(warningText)),
    details(result),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function headline({ load, arms }: LoadResult): string {
  if (arms.length === 0) return `${load.name}: nothing was sent`;
  return arms.length === 1 ? `${load.name} under load` : `${load.name}: no memory size is picked`;
}

const MARKS = { met: '✅', missed: '❌', undecided: '❔' } as const;
const ORDER: readonly ThresholdVerdict['verdict'][] = ['missed', 'undecided', 'met'];

/** What was missed first: that is what a reviewer looks for. */
function thresholds(result: LoadResult): string[] {
  const { length } = result.thresholds;
  if (length === 0) return [];
  const { met } = verdictCount(result);
  const lines = [...result.thresholds]
    .sort((a, b) => ORDER.indexOf(a.verdict) - ORDER.indexOf(b.verdict))
    .map((it) => {
      const at = it.memorySizeMB === null ? '' : ` at ${plain(armName(result, it))}`;
      return `- ${MARKS[it.verdict]} ${code(thresholdText(it))}${at} ${verdictWord(it)}: ${plain(verdictFigure(it))}`;
    });
  return [`**Thresholds: ${met} of ${length} met**`, lines.join('\n')];
}

/** Memory sizes side by side, as in the report. */
function table(result: LoadResult): string[] {
  const { arms } = result;
  if (arms.length === 0) return [];
  const rows = loadRowsOf(arms.map(({ total }) => total));
  const names = arms.map((arm) => {
    const role = loadRole(result, arm);
    const name = plain(armName(result, arm));
    return role === 'picked' ? `**${name}**` : role === 'tied' ? `${name}, tied` : name;
  });
  const body = rows.map((row) => [
    `${plain(row.group)}, ${plain(row.label)}`,
    ...arms.map(({ total }) => {
      const cell = row.cell(total);
      if (cell === null) return '–';
      return cell.interval === undefined ? plain(cell.value) : `${plain(cell.value)} [${cell.interval}]`;
    }),
  ]);
  const all = [['', ...names], [':--', ...arms.map(() => '--:')], ...body];
  const notes = rows
    .filter(({ group }) => group !== 'Environments')
    .flatMap((row) => arms.flatMap(({ total }) => row.cell(total)?.note ?? []))
    .filter((note) => note !== '');
  const reasons = [...new Set(notes.map(loadNote))].map(plain);
  return [
    all.map((cells) => `| ${cells.join(' | ')} |`).join('\n'),
    `<sub>In square brackets the 95 % interval. Latency counts from when a request was due.${reasons.length === 0 ? '' : ` Without an interval: ${reasons.join('; ')}.`}</sub>`,
  ];
}

function armText(result: LoadResult, arm: LoadArm): string {
  const status = statusText(arm);
  const failures = arm.total.failures.map((it) => `${failureName(it)} ${count(it.count)}`);
  const parts = [
    `${armName(result, arm)} ${saturationText(arm)}`,
    ...(status === undefined ? [] : [status]),
    ...(failures.length === 0 ? [] : [`failed: ${failures.join(', ')}`]),
  ];
  return plain(parts.join('; '));
}

const list = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [`**${title}**`, lines.map((it) => `- ${it}`).join('\n')];

const warningText = (it: Warning): string =>
  `${plain(sentence(it.message))} ${plain(sentence(it.hint))} ${code(it.code)}`;

function details(result: LoadResult): string {
  const { load, tool, startedAt, endReason, endDetail, host, priceBook, spent } = result;
  const ended = endDetail === undefined ? (endReason ?? 'no end recorded') : `${endReason} (${plain(endDetail)})`;
  const functions = result.functions.map((it) => {
    const runtime = it.runtime ?? runtimeText(it);
    return `${code(it.name)}${runtime === undefined ? '' : `, ${plain(runtime)}`}${plain(madeOf(it))}`;
  });
  const lines = [
    `Scenario ${code(load.name)}, started ${code(startedAt)} by ${tool.name} ${plain(tool.version)}; ended: ${ended}`,
    ...(functions.length === 0 ? [] : [`Functions: ${functions.join('; ')}`]),
    `Target: ${where(result)}; host: ${plain(host.cpuModel)}, ${host.cores} cores, ${formatMegabytes(host.totalMemoryMB)}`,
    priceBook === null
      ? 'Prices: none, as nothing is known to bill'
      : `Prices: ${code(priceBook.id)}, in force from ${plain(priceBook.effectiveFrom)} (${plain(priceBook.source)})`,
    `Spent: ${count(spent.requests)} requests, ${atLeast(spent, formatUsd(spent.usd))}${keptText(spent)}${result.target.kind === 'emulator' ? ' had it been AWS' : ''}`,
    ...(result.calls === undefined ? [] : [`Calls: ${callsText(result.calls)}`]),
  ];
  return [
    '<details><summary>What was run, and where</summary>',
    '',
    ...lines.map((it) => `- ${it}`),
    '',
    '</details>',
  ].join('\n');
}

function madeOf(fn: LoadResult['functions'][number]): string {
  const copied = copiedText(fn);
  return copied === undefined ? '' : ` (${copied})`;
}

function where({ target, load }: LoadResult): string {
  const limits = [
    ['CPU share', target.cpu],
    ['memory limit', target.memory],
  ] as const;
  const held = limits.map(([name, it]) => (it === undefined ? '' : `, ${name} ${plain(limitText(it))}`)).join('');
  if (load.via.kind === 'url') return code(load.via.origin ?? 'a URL');
  return `${target.kind}, ${plain(target.region)}${target.endpoint === undefined ? '' : `, ${code(target.endpoint)}`}${held}`;
}
