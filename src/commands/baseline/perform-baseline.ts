import { type Explorer, nextMove } from '../../explore/index.js';
import type { Scenario } from '../../scenario/index.js';
import type { AskedSides } from '../check/sides/asked-sides.js';
import { openSides } from '../check/sides/open-sides.js';
import { sizesNote, sizesOfOpen } from '../check/sizes.js';
import type { Io, RawOptions } from '../command.js';
import type { RunParts } from '../recorded-run.js';
import { aimOf } from '../spending/ask.js';
import { bookOfRun } from '../spending/invocation-price.js';
import { askConsent, estimateText } from '../tune/consent.js';
import { estimateTune } from '../tune/estimate.js';
import { headerOf } from '../tune/header.js';
import { record } from '../tune/record.js';
import type { Times } from './times.js';

export interface BaselineParts extends RunParts {
  readonly asked: AskedSides;
  readonly times: Times;
  readonly seed: number;
  readonly options: RawOptions;
  readonly io: Io;
}

/**
 * Opens, measures and records what a check would measure as its head. The recording is that of a run: what is measured once
 * is no comparison.
 */
export async function performBaseline(parts: BaselineParts): Promise<void> {
  const { asked, times, opening, options, io } = parts;
  const say = (line: string): void => void io.stderr.write(`${line}\n`);
  const open = await openSides(asked, opening, say);
  const { head, connection, causeOf, environment } = open;
  const sizes = sizesOfOpen(open, asked.isMemoryNamed);
  say(sizesNote(sizes));
  const { exploration: _, ...base } = open.scenario;
  const scenario: Scenario = {
    ...base,
    ...sizes,
    concurrency: 1,
    invocations: { cold: times.cold, warm: times.cold * times.warm },
  };
  const { configuration, architecture } = head;
  const made = headerOf({
    ...{ ...parts, scenario, configuration, connection, version: io.version },
    architectures: [architecture],
  });
  const asking = { ...made, function: head.function };
  const book = bookOfRun({ ...parts, region: connection.region });
  const question = { header: asking, aim: aimOf(connection), estimate: estimateTune(asking, book) };
  const header = await askConsent(question, options, io, opening.signal);
  await record({
    ...{
      ...parts,
      header,
      book,
      scenario,
      connection,
      environment,
      causeOf,
      estimate: estimateText({ ...question, header }),
    },
    functions: new Map([[architecture, head]]),
    explorer: everyVisit,
    planned: sizes.memorySizesMB.length * times.cold * (1 + times.warm),
  });
}

/** Nothing in place of what the host disturbed: what it is held against meets the same host, and keeps such values too. */
const everyVisit: Explorer = (header, measurements) => {
  const move = nextMove(header, measurements);
  const isPlanned = move.kind === 'done' || move.step.block < header.scenario.invocations.cold;
  return isPlanned ? move : { kind: 'done', why: 'every size was measured' };
};
