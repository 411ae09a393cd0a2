import type { ApplyResult, JudgedPromise } from '../../../analysis/index.js';
import { formatUsd } from '../../../units/index.js';
import {
  applyHeadline,
  atLeast,
  COURSE_NOTE,
  callsText,
  canaryChange,
  canaryVerdict,
  courseSideText,
  failureText,
  freshText,
  mostText,
  promisedText,
  promiseName,
  seenText,
  sentence,
  stretchText,
} from '../../wording/index.js';
import { plural } from '../figures.js';
import { blank, clean, clipLine, type Line, line, paragraph, type Tone } from '../layout/index.js';
import { linesOfWarnings, type SummaryOptions } from '../summary/index.js';
import { paint } from '../theme.js';
import { placeLines } from '../title.js';

const TONES: Readonly<Record<ApplyResult['outcome'], Tone>> = {
  applied: 'good',
  'rolled-back': 'bad',
  'not-applied': 'warn',
  unfinished: 'bad',
};
const MARKS: Readonly<Record<JudgedPromise['verdict'], string>> = { kept: '✓', broken: '✗', open: '?' };
const VERDICT_TONES: Readonly<Record<JudgedPromise['verdict'], Tone>> = { kept: 'good', broken: 'bad', open: 'warn' };

/** What an application leaves on the screen: what came of it, then every figure that it rests on. Ends its last line. */
export const renderApplySummary = (result: ApplyResult, { width, color }: SummaryOptions): string =>
  summaryLines(result, width)
    .map((it) => `${paint(clipLine(it, width), color)}\n`)
    .join('');

const summaryLines = (result: ApplyResult, width: number): Line[] => [
  line(clean(`Kelvin  apply  ${result.function.name}`), 'strong'),
  ...placeLines(result.target).map((it) => clipLine(it, width)),
  blank,
  ...paragraph(clean(`${applyHeadline(result)}.`), width, TONES[result.outcome]),
  blank,
  ...promiseLines(result, width),
  ...failureLines(result, width),
  ...linesOfWarnings(result.warnings, width),
  ...canaryLines(result, width),
  ...result.apply.notes.flatMap((it) => paragraph(clean(sentence(it)), width, 'warn', '! ')),
  ...spentLines(result, width),
];

function promiseLines({ verification: { promises, blocks } }: ApplyResult, width: number): Line[] {
  if (promises.length === 0) return [];
  return [
    line(`Measured afresh, both sizes in turn, in ${plural(blocks, 'block')}:`, 'strong'),
    ...promises.flatMap((it) => [
      ...paragraph(
        clean(`${promiseName(it.promise)} ${freshText(it)}: ${it.verdict}`),
        width,
        VERDICT_TONES[it.verdict],
        `${MARKS[it.verdict]} `,
      ),
      ...paragraph(
        clean(`promised ${promisedText(it.promise)}, kept by ${mostText(it.promise)}`),
        width,
        'quiet',
        '  ',
      ),
    ]),
    blank,
  ];
}

function failureLines({ sizes }: ApplyResult, width: number): Line[] {
  const lines = sizes.flatMap((size) =>
    size.failures.flatMap((it) =>
      paragraph(clean(`${size.memorySizeMB} MB: ${failureText(size, it)}`), width, 'bad', '✗ '),
    ),
  );
  return lines.length === 0 ? [] : [...lines, blank];
}

function canaryLines({ canary }: ApplyResult, width: number): Line[] {
  if (canary === null) return [];
  const tone = canary.verdict === 'kept' ? 'good' : 'bad';
  return [
    line('Canary, the traffic of users:', 'strong'),
    ...paragraph(clean(sentence(canaryVerdict(canary))), width, tone),
    ...[canary.old, canary.new].flatMap((it) => paragraph(clean(seenText(it)), width, 'plain', '  ')),
    ...paragraph(clean(canaryChange(canary)), width, 'plain', '  '),
    ...courseLines(canary, width),
    blank,
  ];
}

/** Who was called in the middle of it wants to see when what began. */
function courseLines({ course = [], old, new: newer }: NonNullable<ApplyResult['canary']>, width: number): Line[] {
  if (course.length === 0) return [];
  return [
    line('  How it went:'),
    ...course.flatMap((it) => [
      ...paragraph(clean(stretchText(it)), width, it.trouble === undefined ? 'plain' : 'warn', '  '),
      ...paragraph(clean(`version ${old.version}: ${courseSideText(it.old)}`), width, 'plain', '    '),
      ...paragraph(clean(`version ${newer.version}: ${courseSideText(it.new)}`), width, 'plain', '    '),
    ]),
    ...paragraph(COURSE_NOTE, width, 'quiet', '  '),
  ];
}

function spentLines({ spent, target, priceBook, calls }: ApplyResult, width: number): Line[] {
  const price = target.kind === 'aws' ? 'at list price' : 'if it had run on AWS, at list price';
  const text = `Spent: ${plural(spent.invocations, 'invocation')}, ${atLeast(spent, formatUsd(spent.usd))} ${price} (${clean(priceBook.id)}).`;
  const called = calls === undefined ? '' : ` Beside them: ${callsText(calls)}.`;
  return paragraph(`${text}${called}`, width, 'quiet');
}
