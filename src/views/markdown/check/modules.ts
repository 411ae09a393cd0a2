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
} from '../../wording/index.js';
import { code } from '../escape.js';
import { shortly } from './clipped.js';
import { table } from './table.js';

const HEADINGS = ['', 'Loaded', 'Total', 'Own', 'Share', 'Size', 'Modules', 'Brought by'] as const;
const MOST_ROWS = 10;
const LONGEST_NAME = 120;
const SIGNS: Readonly<Record<string, string>> = { '+': '➕', '-': '➖', '▲': '🔺', '▼': '🔽' };

/** Why it got slower: what came, went or took another time. */
export const moduleBlocks = (result: CheckResult): string[] => [
  ...result.explanations.map((it) => explanationBlock(result, it)),
  ...(result.unexplained === undefined || result.explanations.length > 0
    ? []
    : [sentence(`Not explained: ${shortly(result.unexplained)}`)]),
];

function explanationBlock(result: CheckResult, explanation: CheckExplanation): string {
  const { changes } = explanation;
  const heading = `**${shortly(sentence(explanationText(result, explanation)))}**`;
  if (changes.length === 0) return heading;
  const rows = changes.slice(0, MOST_ROWS).map(rowOf);
  const more = changes.length - rows.length;
  return [
    heading,
    table(HEADINGS, rows),
    ...(more === 0 ? [] : [`${more.toLocaleString('en-US')} more are in the page and the JSON.`]),
    `<sub>${explanationNotes(explanation)
      .map((it) => shortly(it))
      .join(' ')}</sub>`,
  ].join('\n\n');
}

function rowOf(change: ModuleChange): string[] {
  const range = moduleRangeText(change);
  const name = change.name.length <= LONGEST_NAME ? change.name : `…${change.name.slice(-LONGEST_NAME)}`;
  return [
    `${SIGNS[moduleSign(change)] ?? ''} ${change.kind}`,
    code(name),
    moduleTotalText(change),
    range === '' ? moduleOwnText(change) : `${moduleOwnText(change)} [${range}]`,
    moduleShareText(change),
    moduleBytesText(change),
    moduleCountText(change),
    change.broughtBy.length === 0 ? '' : shortly(broughtByText(change), LONGEST_NAME),
  ];
}
