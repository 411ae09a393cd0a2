import type { ApplyResult } from '../../analysis/index.js';
import { formatMegabytes, formatMilliseconds, formatRatio, formatUsd } from '../../units/index.js';
import {
  applyHeadline,
  atLeast,
  COURSE_NOTE,
  callsText,
  canaryChange,
  canaryVerdict,
  courseSideText,
  type Estimate,
  failureText,
  freshText,
  meanOf,
  medianOf,
  mostText,
  promisedText,
  promiseName,
  seenText,
  sentence,
  spanText,
  stretchText,
} from '../wording/index.js';
import { code, plain } from './escape.js';

/** The summary of an application: what came of it, each promise beside what was measured, and what the traffic said. */
export function renderApplyMarkdown(result: ApplyResult): string {
  const { apply, canary, verification, priceBook, tool, spent, calls } = result;
  const told = [
    ...apply.notes.map((it) => sentence(it)),
    ...result.warnings.map(({ message, hint }) => sentence(`${message} → ${hint}`)),
  ];
  const blocks = [
    `**${plain(applyHeadline(result))}.**`,
    ...(told.length === 0 ? [] : [['> [!WARNING]', ...told.map((it) => `> - ${plain(it)}`)].join('\n')]),
    ...promiseTable(result),
    sizeTable(result),
    ...result.sizes.flatMap((size) =>
      size.failures.map((it) => `- ${plain(`${formatMegabytes(size.memorySizeMB)}: ${failureText(size, it)}`)}`),
    ),
    ...(canary === null
      ? []
      : [
          [
            `**Canary: ${plain(canaryVerdict(canary))}**`,
            '',
            ...[seenText(canary.old), seenText(canary.new), canaryChange(canary)].map((it) => `- ${plain(it)}`),
          ].join('\n'),
          ...courseTable(canary),
        ]),
    `<sub>Recommended by ${code(apply.strategy)} from a recording of ${plain(apply.recordedAt.slice(0, 10))}. ${levelText(verification)} Costs by ${plain(priceBook.id)}, ${tool.name} ${plain(tool.version)}. Spent: ${spent.invocations.toLocaleString('en-US')} invocations, ${atLeast(spent, formatUsd(spent.usd))}${calls === undefined ? '' : `; ${callsText(calls)}`}.</sub>`,
  ];
  return `${blocks.join('\n\n')}\n`;
}

const levelText = ({ level }: ApplyResult['verification']): string =>
  level === undefined
    ? ''
    : `Intervals of promises are at ${formatRatio(level)}, so that all looks together have 95 %; those of the sizes at 95 %.`;

function promiseTable({ verification: { promises } }: ApplyResult): string[] {
  if (promises.length === 0) return [];
  const rows = promises.map((it) => [
    plain(promiseName(it.promise)),
    plain(promisedText(it.promise)),
    plain(mostText(it.promise)),
    plain(freshText(it)),
    it.verdict,
  ]);
  return [tableOf([['', 'Promised', 'Kept by', 'Measured afresh', ''], [':--', '--:', '--:', '--:', ':--'], ...rows])];
}

function courseTable({ course = [], old, new: newer }: NonNullable<ApplyResult['canary']>): string[] {
  if (course.length === 0) return [];
  const rows = course.map((it) => [
    plain(stretchText(it)),
    plain(courseSideText(it.old)),
    plain(courseSideText(it.new)),
  ]);
  const headings = ['', plain(`version ${old.version}`), plain(`version ${newer.version}`)];
  return [`${tableOf([headings, headings.map(() => ':--'), ...rows])}\n\n<sub>${COURSE_NOTE}</sub>`];
}

function sizeTable({ sizes }: ApplyResult): string {
  const rows = sizes.map((size) => [
    plain(formatMegabytes(size.memorySizeMB)),
    `${size.cold.n} / ${size.warm.n}`,
    cell(formatMilliseconds, size.warm.durationMs && medianOf(size.warm.durationMs)),
    cell(formatMilliseconds, size.cold.initDurationMs && medianOf(size.cold.initDurationMs)),
    cell(formatUsd, size.costPerMillionUsd && meanOf(size.costPerMillionUsd)),
  ]);
  const headings = ['Memory size', 'n cold / warm', 'Duration, median', 'Init, median', 'Cost per million'];
  return tableOf([headings, headings.map((_, index) => (index === 0 ? ':--' : '--:')), ...rows]);
}

function cell(format: (value: number) => string, it: Estimate | null): string {
  if (it === null) return '–';
  const { evidence } = it;
  const interval = 'note' in evidence ? `no interval: ${evidence.note}` : spanText(format, evidence.low, evidence.high);
  return plain(`${format(it.value)} (${interval}, n = ${it.n})`);
}

const tableOf = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
