import type { CheckExplanation, CheckResult, ModuleChange } from '../../../analysis/index.js';
import {
  broughtByText,
  explanationNotes,
  explanationText,
  moduleBytesText,
  moduleCountText,
  moduleOwnText,
  moduleRangeText,
  moduleShareText,
  moduleSign,
  moduleTotalText,
  sentence,
  slowestLoads,
} from '../../wording/index.js';
import { code } from '../escape.js';
import { shortly } from './clipped.js';
import { cell, table } from './table.js';

const HEADINGS = ['Loaded', 'Total', 'Own', 'Share', 'Size'] as const;
const MOST_ROWS = 10;
const LONGEST_NAME = 120;
const SIGNS: Readonly<Record<string, string>> = { '+': '➕', '-': '➖', '▲': '🔺', '▼': '🔽' };

/** Why it got slower: what came, went or took another time; folded below it what takes longest anyway. */
export const moduleBlocks = (result: CheckResult): string[] => [
  ...result.explanations.flatMap((it) => [
    ...(result.isSelf ? [] : [changesBlock(result, it)]),
    ...slowestBlock(it),
    `<sub>${explanationNotes(it)
      .map((note) => shortly(note, 500))
      .join(' ')}</sub>`,
  ]),
  ...(result.unexplained === undefined || result.explanations.length > 0
    ? []
    : [sentence(`Not explained: ${shortly(result.unexplained)}`)]),
];

function changesBlock(result: CheckResult, explanation: CheckExplanation): string {
  const { changes } = explanation;
  const heading = `**${shortly(sentence(explanationText(result, explanation)))}**`;
  if (changes.length === 0) return heading;
  const rows = changes.slice(0, MOST_ROWS).map(rowOf);
  const more = changes.length - rows.length;
  return [
    heading,
    table(HEADINGS, rows),
    ...(more === 0 ? [] : [`${more.toLocaleString('en-US')} more are in the page and the JSON.`]),
  ].join('\n\n');
}

function slowestBlock(explanation: CheckExplanation): string[] {
  const found = slowestLoads(explanation, MOST_ROWS);
  if (found === undefined) return [];
  const rows = found.modules.map(({ name, own, range, total, bytes, by }) => [
    `${code(shortened(name))}${by === '' ? '' : `<br>by ${shortly(by, LONGEST_NAME)}`}`,
    cell(own, range === '' ? '' : `[${range}]`),
    cell(total),
    cell(bytes),
  ]);
  const content = table(['Module', 'Own', 'Total', 'Size'], rows);
  return [`<details><summary>${shortly(found.text)}</summary>\n\n${content}\n\n</details>`];
}

const shortened = (name: string): string => (name.length <= LONGEST_NAME ? name : `…${name.slice(-LONGEST_NAME)}`);

function rowOf(change: ModuleChange): string[] {
  const range = moduleRangeText(change);
  const by = change.broughtBy.length === 0 ? '' : `, by ${shortly(broughtByText(change), LONGEST_NAME)}`;
  return [
    `${SIGNS[moduleSign(change)] ?? ''} ${code(shortened(change.name))}<br>${change.kind}${by}`,
    cell(moduleTotalText(change)),
    cell(moduleOwnText(change), range === '' ? '' : `[${range}]`),
    cell(moduleShareText(change)),
    cell(moduleBytesText(change), moduleCountText(change)),
  ];
}
