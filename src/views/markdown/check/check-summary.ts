import type { CheckResult, Verdict, Warning } from '../../../analysis/index.js';
import {
  copiesText,
  isSevere,
  sentence,
  sideFailures,
  sidesText,
  simulatedText,
  verdictCounts,
} from '../../wording/index.js';
import { code, plain } from '../escape.js';
import { shortly } from './clipped.js';
import { checkDetails } from './details.js';
import { findingBlocks } from './findings.js';
import { checkMarker } from './marker.js';
import { moduleBlocks } from './modules.js';
import { resolutionBlocks } from './resolution.js';
import { VERDICT_ICONS } from './verdict-icons.js';

/** GitHub takes 65,536 characters in a comment; whether it counts bytes is not said, and whoever comments may add a line. */
const MOST_BYTES = 65_000;
const CUT = '<sub>Cut to fit a comment: the page and the JSON have all of it.</sub>';

/**
 * `summary.md` of a check, for a comment on a pull request and for the summary of a job: the verdict, what changed, why,
 * what weakens it; the rest folded away. Its first line is hidden and names the scenario, so that the next one replaces it.
 */
export function renderCheckMarkdown(result: CheckResult): string {
  const { warnings } = result;
  const simulated = simulatedText(result);
  const blocks = [
    ...head(result),
    ...(simulated === undefined ? [] : [`**${plain(simulated)}**`]),
    ...severe(warnings.filter(isSevere)),
    ...findingBlocks(result),
    ...moduleBlocks(result),
    ...resolutionBlocks(result),
    ...list('Failures', failures(result)),
    ...list('Warnings', warnings.filter((it) => !isSevere(it)).map(warningText)),
    checkDetails(result),
  ];
  return `${fitting(blocks).join('\n\n')}\n`;
}

const HEADINGS: Readonly<Record<Verdict, string>> = {
  regressed: 'regressed',
  inconclusive: 'is inconclusive',
  improved: 'improved',
  unchanged: 'is unchanged',
};

function head(result: CheckResult): [string] {
  const { check, verdict, reason, passes, findings } = result;
  const allowed = verdict === 'inconclusive' && passes ? ' It passes by `--inconclusive pass`.' : '';
  const copies = copiesText(result);
  const copied = copies === undefined ? '' : ` ${shortly(sentence(copies))}`;
  const counts = findings.length < 2 ? '' : ` Of ${findings.length} comparisons: ${verdictCounts(result)}.`;
  return [
    [
      checkMarker(check.name.slice(0, 200)),
      `### ${VERDICT_ICONS[verdict]} Kelvin check: ${shortly(check.name)} ${HEADINGS[verdict]}`,
      `**${shortly(sentence(reason), 1000)}**${allowed}`,
      `Compared: ${shortly(sidesText(result))}.${copied}${counts}`,
    ].join('\n\n'),
  ];
}

/** Whole blocks are left out, the last of them first but for the verdict: half a table would be none. */
function fitting(blocks: readonly string[]): readonly string[] {
  if (bytesOf(blocks) <= MOST_BYTES) return blocks;
  const kept: string[] = [];
  for (const block of blocks) {
    if (kept.length > 0 && bytesOf([...kept, block, CUT]) > MOST_BYTES) continue;
    kept.push(block);
  }
  return [...kept, CUT];
}

const bytesOf = (blocks: readonly string[]): number => Buffer.byteLength(blocks.join('\n\n')) + 1;

const MOST_LINES = 20;

function failures({ base, head: other }: CheckResult): string[] {
  const sides = [['base', base] as const, ['head', other] as const];
  return sides.flatMap(([name, side]) => sideFailures(side).map((it) => `${name}: ${shortly(it, 500)}`));
}

/** What changes the meaning of every figure stands before the table, where it cannot be missed. */
const severe = (warnings: readonly Warning[]): string[] =>
  warnings.length === 0 ? [] : [['> [!WARNING]', ...warnings.map((it) => `> - ${warningText(it)}`)].join('\n')];

function list(title: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, MOST_LINES).map((it) => `- ${it}`);
  const more = lines.length - shown.length;
  return [`**${title}**`, [...shown, ...(more === 0 ? [] : [`- and ${more} more`])].join('\n')];
}

const warningText = ({ message, hint, code: name }: Warning): string =>
  `${shortly(sentence(message), 600)} ${shortly(sentence(hint), 600)} ${code(name)}`;
