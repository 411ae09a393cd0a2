import { comparisonsOf, type Look } from '../../../src/analysis/index.js';
import { measureCheck } from '../../../src/commands/check/measure/measure-check.js';
import type { CheckEnded, MeasureCheckParts } from '../../../src/commands/check/measure/session.js';
import { RunControl } from '../../../src/commands/interrupt.js';
import { bookFor } from '../../../src/pricing/index.js';
import type { CheckHeader, CheckMeasurement, RawInvocation, Side } from '../../../src/recording/index.js';
import { seededRandom } from '../../../src/statistics/index.js';
import { milliseconds } from '../../../src/units/index.js';

/** What one invocation of a version does, by how many this version has answered before. */
export interface Sent {
  readonly side: Side;
  readonly memorySizeMB: number;
  readonly nth: number;
  readonly payload: string;
  readonly control: RunControl;
}
export type Answer = (sent: Sent) => RawInvocation;

export interface Times {
  readonly initMs?: number;
  readonly durationMs: number;
}

/** An answer with AWS's report of it. */
export const reported = ({ initMs, durationMs }: Times): RawInvocation => {
  const init = initMs === undefined ? '' : `\tInit Duration: ${initMs.toFixed(2)} ms`;
  const figures = `Duration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${Math.ceil(durationMs + (initMs ?? 0))} ms`;
  return {
    kind: 'answered',
    requestId: 'r',
    latencyMs: milliseconds(durationMs),
    payload: '{}',
    logTail: `REPORT RequestId: r\t${figures}\tMemory Size: 512 MB\tMax Memory Used: 60 MB${init}\t\n`,
  };
};

/** Steady figures of both sides; head's are larger by so much. */
export function steady({ init = 1, warm = 1, spread = 0.02 } = {}): Answer {
  const random = seededRandom(7);
  return ({ side, nth }) => {
    const [cold, hot] = side === 'head' ? [init, warm] : [1, 1];
    const noise = 1 + spread * (random() - 0.5);
    return reported({ ...(nth === 0 ? { initMs: 200 * cold * noise } : {}), durationMs: 20 * hot * noise });
  };
}

export interface Measured {
  readonly ended: CheckEnded;
  readonly measurements: readonly CheckMeasurement[];
  readonly looks: readonly (Look | undefined)[];
  /** `base 512`, in order. */
  readonly published: readonly string[];
  readonly discarded: number;
  readonly payloads: readonly string[];
  readonly rests: readonly number[];
}

/** Measures two sides that answer at once. */
export async function measured(
  header: CheckHeader,
  answer: Answer,
  more: Partial<MeasureCheckParts> & { readonly control?: RunControl } = {},
): Promise<Measured> {
  const control = more.control ?? new RunControl();
  const measurements: CheckMeasurement[] = [];
  const [looks, published, payloads, rests]: [(Look | undefined)[], string[], string[], number[]] = [[], [], [], []];
  let discarded = 0;
  const sideOf = (side: Side) => ({
    kind: 'measured' as const,
    freshVersion: async (memorySizeMB: number) => {
      published.push(`${side} ${memorySizeMB}`);
      let nth = 0;
      return {
        invoke: async (payload: string) => {
          payloads.push(`${side} ${payload}`);
          return answer({ side, memorySizeMB, nth: nth++, payload, control });
        },
        fetchReport: async () => ({ line: '', reason: 'none' }),
        discard: async () => {
          discarded += 1;
        },
      };
    },
  });
  const book = bookFor('us-east-1', '2026-11-01');
  const ended = await measureCheck({
    ...{ header, control, measurements, book },
    sides: { base: sideOf('base'), head: sideOf('head'), ...more.sides },
    payloads: header.check.payloads.map((it) => ({ ...it, body: it.name })),
    compare: (soFar) => comparisonsOf(header, soFar, book),
    spentMs: () => milliseconds(0),
    onActivity: () => undefined,
    onLook: (look) => looks.push(look),
    onMeasurement: (it) => measurements.push(it),
    rest: async (duration) => void rests.push(duration),
    ...more,
    ...(more.sides === undefined ? {} : { sides: { head: sideOf('head'), base: more.sides.base } }),
  });
  return { ended, measurements, looks, published, discarded, payloads, rests };
}
