import { type Verification, verify } from '../../analysis/index.js';
import type { PriceBook } from '../../pricing/index.js';
import { type ApplyHeader, applyRecordingOf, type Measurement } from '../../recording/index.js';
import { type Scenario, scenarioForFunction } from '../../scenario/index.js';
import type { FunctionUnderTest } from '../../target/index.js';
import type { RunHooks } from '../hooks/index.js';
import type { RunControl } from '../interrupt.js';
import { stopwatch } from '../stopwatch.js';
import { measure } from '../tune/measure.js';
import { verifying } from './explorer.js';
import type { Sending } from './sending.js';

export interface AfreshParts {
  readonly header: ApplyHeader;
  readonly sending: Sending;
  readonly hooks: RunHooks | undefined;
  readonly fn: FunctionUnderTest;
  readonly book: PriceBook;
  readonly control: RunControl;
  readonly onMeasurement: (measurement: Measurement) => void;
  /** Both sizes have been measured once more. */
  readonly onBlock: (line: string) => void;
}

/** Measures both sizes in turn, on versions of the run's own, until a look decides whether the promise holds. */
export async function measureAfresh(parts: AfreshParts): Promise<Verification> {
  const { header, fn, book, control, onBlock } = parts;
  const measurements: Measurement[] = [];
  let told = 0;
  const most = Math.max(...header.apply.looksAtBlocks);
  const [architecture = 'x86_64'] = header.scenario.architectures;
  await measure({
    hooks: parts.hooks,
    ...{ header, book, control, measurements, spentMs: stopwatch(control) },
    scenario: scenarioOf(header, parts.sending),
    functions: new Map([[architecture, fn]]),
    explorer: verifying(header, book, (blocks, look) => {
      // A block that the host has disturbed is measured again, and counts once.
      if (blocks > told)
        onBlock(`block ${blocks} of at most ${most}${look === undefined ? '' : `: ${LOOK[look.verdict]}`}`);
      told = Math.max(told, blocks);
    }),
    onVisit: () => {},
    onMeasurement: (measurement) => {
      parts.onMeasurement(measurement);
      measurements.push(measurement);
    },
  });
  return verify(applyRecordingOf(header, measurements), book);
}

const LOOK: Readonly<Record<Verification['verdict'], string>> = {
  kept: 'the promise holds',
  broken: 'the promise does not hold',
  open: 'not decided yet',
};

function scenarioOf({ scenario, function: { name } }: ApplyHeader, sending: Sending): Scenario {
  const { memorySizesMB, architectures, invocations, concurrency } = scenario;
  return { ...scenarioForFunction(name), memorySizesMB, architectures, invocations, concurrency, ...sending };
}
