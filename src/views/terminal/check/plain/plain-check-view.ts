import { percentFigure } from '../../../wording/index.js';
import { clean, type Line, wrap } from '../../layout/index.js';
import type { CheckProgress, CheckView } from '../check-view.js';
import { harmless } from '../harmless.js';
import { coldStartsPerSide } from '../per-side.js';
import { countsSoFar, spentSoFar, troubleSoFar, verdictsSoFar } from '../progress-words.js';
import { checkTitle } from '../title.js';
import { worstFinding } from '../worst.js';

export interface PlainCheckOptions {
  readonly stdout: { write(text: string): unknown; readonly columns?: number | undefined };
  /** Of a line; where standard output is no terminal it has no width of its own. */
  readonly width?: number;
}

const INDENT = '  ';

/** Lines that only follow each other, without colour or cursor codes: for files, pipes and CI logs. */
export function plainCheckView({ stdout, width = stdout.columns || 80 }: PlainCheckOptions): CheckView {
  let isBegun = false;
  let counted = 0;
  let activity = '';
  const print = (lines: readonly Pick<Line, 'text'>[]): void => {
    for (const { text } of lines) stdout.write(`${text}\n`);
  };
  const say = (text: string): void =>
    print(wrap(text, width - INDENT.length).map((it, index) => ({ text: index === 0 ? it : INDENT + it })));
  return {
    update(progress) {
      if (!isBegun) print(checkTitle(progress.result, width));
      isBegun = true;
      const perSide = coldStartsPerSide(progress.result);
      // A line for each block: while one goes on there is nothing new to say.
      if (perSide > counted) {
        counted = perSide;
        say(blockText(progress));
      }
      if (progress.phase !== 'measuring' && progress.phase !== 'done' && progress.activity !== activity) {
        activity = progress.activity;
        say(harmless(activity));
      }
    },
    note: (text) => say(harmless(text)),
    close: async () => undefined,
  };
}

/** `20 of at most 100 cold starts a side, 1 min 05 s: Init Duration at 512 MB +16.8 % (+16.0 to +18.3 %); 1 regressed, 6 open`. */
function blockText(progress: CheckProgress): string {
  const { result } = progress;
  const worst = worstFinding(result);
  const shift = worst === undefined ? undefined : percentFigure(worst.finding);
  const facts = [
    ...(worst === undefined || shift === undefined
      ? []
      : [`${worst.name} ${shift.value} (${shift.interval ?? shift.note ?? ''})`]),
    verdictsSoFar(result),
    troubleSoFar(result),
  ];
  return clean(`${countsSoFar(progress)}, ${spentSoFar(progress)}: ${facts.filter((it) => it !== '').join('; ')}`);
}
