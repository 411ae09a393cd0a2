import type { CheckResult } from '../../../analysis/index.js';
import { formatMegabytes, formatUsd } from '../../../units/index.js';
import {
  askedOfCheck,
  callsText,
  copyMark,
  endText,
  limitsLine,
  limitText,
  oddities,
  runtimeText,
  sentence,
  sideCountsText,
  sourceText,
  subjectOf,
} from '../../wording/index.js';
import { code } from '../escape.js';
import { shortly } from './clipped.js';

const MOST_ODDITIES = 20;

/** What was measured, where and how it ended: needed to repeat it, not to read its answer. */
export function checkDetails(result: CheckResult): string {
  const { check, tool, startedAt, spentUsd, target } = result;
  const odd = oddities(result.findings);
  const spent = spentUsd === null ? 'no price is known' : formatUsd(spentUsd);
  const lines = [
    ...sides(result),
    `Measured ${shortly(askedOfCheck(result))}`,
    `Limits: ${shortly(limitsLine(result), 600)}; confidence ${Number((100 * check.confidenceRatio).toFixed(2))} % over all of them`,
    `Target: ${where(result)}`,
    `Started ${code(startedAt)} by ${tool.name} ${shortly(tool.version)}; ended: ${shortly(endText(result))}`,
    `Spent: ${spent}${target.kind === 'emulator' && spentUsd !== null ? ', had it been AWS' : ''}`,
    ...(result.calls === undefined ? [] : [`Calls: ${callsText(result.calls)}`]),
    ...odd.slice(0, MOST_ODDITIES).map((it) => shortly(sentence(it), 600)),
  ];
  return [
    '<details><summary>What was measured, and where</summary>',
    '',
    ...lines.map((it) => `- ${it}`),
    '',
    '</details>',
  ].join('\n');
}

function sides({ base, head, isSelf }: CheckResult): string[] {
  const lineOf = (name: string, side: CheckResult['base']): string => {
    const subject = subjectOf(side.source);
    const of = `${shortly(sourceText(side.source))}${subject === '' ? '' : ` (${shortly(subject)})`}`;
    return `${name}: ${of}, ${shortly(runtimeOf(side))}; ${shortly(sideCountsText(side), 600)}`;
  };
  return isSelf ? [lineOf('One side', base), lineOf('Other side', head)] : [lineOf('Base', base), lineOf('Head', head)];
}

const runtimeOf = ({ function: it }: CheckResult['base']): string =>
  [`${it.name}${copyMark(it)}`, runtimeText(it)].filter((part) => part !== undefined).join(' on ');

function where({ target, host }: CheckResult): string {
  const limits = [
    ['CPU share', target.cpu],
    ['memory limit', target.memory],
  ] as const;
  const held = limits.map(([name, it]) => (it === undefined ? '' : `; ${name} ${shortly(limitText(it))}`)).join('');
  const at = `${target.kind}, ${shortly(target.region)}${target.endpoint === undefined ? '' : `, ${code(target.endpoint)}`}`;
  return `${at}${held}; host: ${shortly(host.cpuModel)}, ${host.cores} cores, ${formatMegabytes(host.totalMemoryMB)}`;
}
