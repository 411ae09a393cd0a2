import { formatMegabytes } from '../../units/index.js';
import { rehearseHooks } from '../hooks/index.js';
import type { Rehearsed } from '../rehearsal/rehearsed-run.js';
import { aimOf } from '../spending/ask.js';
import { bookOfRun } from '../spending/invocation-price.js';
import { spanOf } from '../spending/span-text.js';
import { estimateText } from './consent.js';
import { estimateCheck } from './estimate.js';
import { checkHeaderOf } from './header.js';
import type { CheckParts } from './perform-check.js';
import { openSides } from './sides/open-sides.js';
import { sizesOfOpen } from './sizes.js';
import { withinQuotas } from './within-quotas.js';

const whole = (count: number): string => count.toLocaleString('en-US');

/** Opens both sides, and makes one visit to each: each further one makes the same calls. */
export async function rehearseCheck(parts: CheckParts): Promise<Rehearsed> {
  const { asked, opening, io } = parts;
  const open = await openSides(asked, opening, (line) => io.stderr.write(`${line}\n`));
  const { connection, base, head } = open;
  const { rehearsal } = connection;
  if (rehearsal === undefined) throw new Error('a rehearsal has a connection of its own');
  const sizes = sizesOfOpen(open, asked.isMemoryNamed);
  const { isSelf } = asked;
  const header = await withinQuotas(
    checkHeaderOf({ ...parts, ...sizes, open, isSelf, version: io.version }),
    parts,
    open,
  );
  const book = bookOfRun({ ...parts, region: connection.region });
  const sides = base.kind === 'recorded' ? 1 : 2;
  const estimate = estimateCheck(header, sides, book);
  const [size] = header.check.memorySizesMB;
  if (size === undefined) throw new Error('a check has at least one memory size');
  for (const side of [base, head]) {
    if (side.kind === 'recorded') continue;
    rehearsal.begin(
      `At each visit (${spanOf(estimate.coldStarts, whole)} cold starts in all, ${header.check.atATime} at a time; ` +
        `here of ${side === base ? 'the base' : 'the head'} at ${formatMegabytes(size)})`,
    );
    const fresh = await side.freshVersion(size, opening.signal);
    rehearsal.noteInvocations(`its share of ${spanOf(estimate.invocations, whole)} times over all visits`);
    await fresh.discard();
  }
  const said = estimateText({ header, aim: aimOf(connection), estimate, isRehearsed: true });
  return { rehearsal, estimate: rehearseHooks(open.scenario.hooks, 'asked', rehearsal, said) };
}
