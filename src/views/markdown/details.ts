import type { Result } from '../../analysis/index.js';
import { formatMegabytes, formatRatio, formatUsd } from '../../units/index.js';
import {
  askedText,
  atLeast,
  callsText,
  copiedText,
  explorationOf,
  keptText,
  limitText,
  runtimeText,
  spendings,
  spendingsText,
} from '../wording/index.js';
import { code, plain } from './escape.js';

/** What was run and where, folded: needed to repeat the run, not to read its answer. */
export function details(result: Result): string {
  return [
    '<details><summary>What was run, and where</summary>',
    '',
    ...[
      ...[asked(result), functionText(result), where(result), prices(result), spent(result)],
      ...calls(result),
      ...simulated(result),
    ].map((line) => `- ${line}`),
    '',
    '</details>',
  ].join('\n');
}

const calls = ({ calls: it }: Result): string[] => (it === undefined ? [] : [`Calls: ${callsText(it)}`]);

/** What was drawn and not measured, and where the distributions come from. */
const simulated = ({ target: { simulated: it } }: Result): string[] =>
  it === undefined
    ? []
    : [
        `Simulated (seed ${it.seed}): ${it.parts.map(({ name, source, measured }) => plain(`${name} (${source}, ${measured})`)).join('; ')}`,
      ];

function asked(result: Result): string {
  const { scenario, startedAt, tool, endReason, endDetail } = result;
  const exploration = explorationOf(result);
  const what =
    exploration === undefined
      ? `${scenario.invocations.cold} cold and ${scenario.invocations.warm} warm starts at each size`
      : plain(askedText(result, exploration));
  return (
    `Scenario ${code(scenario.name)}: ${what}, ` +
    `${formatRatio(scenario.coldShareRatio)} cold for the cost; started ${code(startedAt)} by ${tool.name} ${plain(tool.version)}; ` +
    `ended: ${endReason ?? 'no end recorded'}${endDetail === undefined ? '' : ` (${plain(endDetail)})`}`
  );
}

function functionText({ function: fn }: Result): string {
  const runtime = [
    fn.runtime ?? runtimeText({ ...fn, runtimeUsed: undefined }),
    fn.runtimeUsed === undefined ? undefined : `ran on ${fn.runtimeUsed}`,
  ];
  const current =
    fn.currentMemorySizeMB === null ? 'made for the run' : `now ${formatMegabytes(fn.currentMemorySizeMB)}`;
  const copied = copiedText(fn);
  const facts = [
    `Function ${code(fn.name)}`,
    ...runtime.flatMap((it) => (it === undefined ? [] : [plain(it)])),
    current,
  ];
  return `${facts.join(', ')}${copied === undefined ? '' : `; ${plain(copied)}`}`;
}

function limits({ cpu, memory }: Result['target']): string {
  const named = [
    ['CPU share', cpu],
    ['memory limit', memory],
  ] as const;
  return named.map(([name, it]) => (it === undefined ? '' : `; ${name} ${plain(limitText(it))}`)).join('');
}

const where = ({ target, host }: Result): string =>
  `Target: ${target.kind}, ${plain(target.region)}${target.endpoint === undefined ? '' : `, ${code(target.endpoint)}`}${limits(target)}; ` +
  `host: ${plain(host.cpuModel)}, ${host.cores} cores, ${formatMegabytes(host.totalMemoryMB)}, ${plain(host.os)} ${plain(host.kernel)}`;

const prices = ({ priceBook }: Result): string =>
  `Prices: ${code(priceBook.id)}, in force from ${plain(priceBook.effectiveFrom)} (${priceBook.source})`;

function spent(result: Result): string {
  const { spent: it, target } = result;
  const exploration = explorationOf(result);
  const amounts =
    exploration === undefined
      ? `${it.invocations.toLocaleString('en-US')} invocations, ${atLeast(it, formatUsd(it.usd))}`
      : spendingsText(spendings(result, exploration));
  return `Spent: ${amounts}${keptText(it)}${target.kind === 'emulator' ? ' had it been AWS' : ''}`;
}
