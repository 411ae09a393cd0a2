import type { CheckHeader } from '../../recording/index.js';
import type { CheckGoal } from '../../scenario/index.js';
import type { Megabytes } from '../../units/index.js';
import type { Io, RawOptions } from '../command.js';
import type { RunParts } from '../recorded-run.js';
import { aimOf } from '../spending/ask.js';
import { bookOfRun } from '../spending/invocation-price.js';
import { askConsent, estimateText } from './consent.js';
import { estimateCheck } from './estimate.js';
import { explainSides } from './explain/explain-sides.js';
import { checkHeaderOf } from './header.js';
import type { Progress } from './progress.js';
import { record } from './record.js';
import type { AskedSides } from './sides/asked-sides.js';
import { openSides } from './sides/open-sides.js';
import type { OpenSides } from './sides/side.js';
import { sizesNote, sizesOfOpen } from './sizes.js';
import { withinQuotas } from './within-quotas.js';

export interface CheckParts extends RunParts {
  readonly asked: AskedSides;
  readonly goal: CheckGoal;
  readonly seed: number;
  readonly options: RawOptions;
  readonly io: Io;
}

/** Opens both sides, asks where it must be asked, and has them measured, explained and recorded. */
export async function performCheck(parts: CheckParts): Promise<void> {
  const { asked, opening, options, io } = parts;
  const open = await openSides(asked, opening, (line) => io.stderr.write(`${line}\n`));
  const { connection, base } = open;
  const sizes = sizesOfOpen(open, asked.isMemoryNamed);
  const { isSelf } = asked;
  const asking = await withinQuotas(
    checkHeaderOf({ ...parts, ...sizes, open, isSelf, version: io.version }),
    parts,
    open,
  );
  const book = bookOfRun({ ...parts, region: connection.region });
  const sides = base.kind === 'recorded' ? 1 : 2;
  const question = { header: asking, aim: aimOf(connection), estimate: estimateCheck(asking, sides, book) };
  const header = await askConsent(question, options, io, opening.signal);
  await record({
    ...{ ...parts, header, open, book },
    notes: [estimateText({ ...question, header }), sizesNote(sizes)],
    ...(options.explain === false ? {} : { explain: explainer(parts, open, header) }),
  });
}

const explainer =
  ({ opening }: CheckParts, { connection, base, head }: OpenSides, header: CheckHeader) =>
  (progress: Progress) =>
    explainSides(
      { head, ...(base.kind === 'measured' && !header.isSelf ? { base } : {}) },
      {
        ...{
          folder: opening.folder,
          cli: opening.cli,
          cleanup: opening.cleanup,
          aftermath: opening.aftermath,
          say: opening.say,
        },
        ...{ signal: opening.signal, connection },
        memorySizeMB: sizeToExplain(progress, header),
        isEmbedded: opening.endpointUrl === undefined && connection.kind === 'emulator',
      },
    );

/** Where cold starts got slower, else the first: modules load in the same order at each. */
function sizeToExplain(progress: Progress, { check }: CheckHeader): Megabytes {
  const slower = progress
    .now()
    .result.findings.find(
      ({ metric, verdict }) => verdict === 'regressed' && (metric === 'initDuration' || metric === 'coldTotal'),
    );
  const size = slower?.memorySizeMB ?? check.memorySizesMB[0];
  if (size === undefined) throw new Error('a check has at least one memory size');
  return size;
}
