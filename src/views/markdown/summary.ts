import type { Analysis, Result, Warning } from '../../analysis/index.js';
import { explorationOf, isSevere, sentence, simulatedText, sortedWarnings } from '../wording/index.js';
import { details } from './details.js';
import { code, plain } from './escape.js';
import { explorationBlocks, regretLines } from './exploration.js';
import { recommendationLines } from './recommendation.js';
import { sizeTable } from './size-table.js';

/** `summary.md`, a comment on a pull request: the answer first, the table, what weakens it, and the rest folded away. */
export function renderMarkdown({ result }: Analysis): string {
  const { others } = sortedWarnings(result);
  const simulated = simulatedText(result);
  const exploration = explorationOf(result);
  const blocks = [
    ...(simulated === undefined ? [] : [`**${plain(simulated)}**`]),
    ...answer(result),
    ...recommendationLines(result),
    ...(exploration === undefined ? [] : regretLines(result, exploration)),
    ...severe(others.filter(isSevere)),
    ...(exploration === undefined ? [] : explorationBlocks(result, exploration)),
    sizeTable(result),
    ...list(others.filter((it) => !isSevere(it))),
    details(result),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function answer(result: Result): string[] {
  if (result.recommendation !== null) return [`**${plain(result.recommendation.reason)}**`];
  const { whyNothing } = sortedWarnings(result);
  if (whyNothing === undefined) return [];
  return [`**${plain(sentence(whyNothing.message))}** ${plain(sentence(whyNothing.hint))}`];
}

/** What changes the meaning of every figure stands before the table, where it cannot be missed. */
const severe = (warnings: readonly Warning[]): string[] =>
  warnings.length === 0 ? [] : [['> [!WARNING]', ...warnings.map((it) => `> - ${warningText(it)}`)].join('\n')];

const list = (warnings: readonly Warning[]): string[] =>
  warnings.length === 0 ? [] : ['**Warnings**', warnings.map((it) => `- ${warningText(it)}`).join('\n')];

const warningText = (it: Warning): string =>
  `${plain(sentence(it.message))} ${plain(sentence(it.hint))} ${code(it.code)}`;
