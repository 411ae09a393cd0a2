import {
  type BillingRules,
  billedDuration,
  type FunctionKind,
  type Invocations,
  LARGEST_EVENT_KB,
  requestsPerEvent,
} from '../../pricing/index.js';
import { type Milliseconds, megabytes, milliseconds } from '../../units/index.js';
import type { FieldReader } from './field-reader.js';
import { COUNT, SHARE, SIZE, TIME } from './values.js';

/** What the invocations of a function are billed, measured or worked out from what was typed. */
export interface Workload {
  /** On demand, or with all `--requests` where there is no provisioned concurrency. */
  readonly requests: number;
  readonly coldShareRatio: number;
  readonly initMs: number | undefined;
  /** Mean Duration of an invocation, to say how many a provisioned environment has time for. */
  readonly durationMs: number | undefined;
  /** Invocations as they are billed: the sum of their Billed Durations, the requests that they count for. */
  readonly billed: (invocations: number, coldShareRatio: number, durationMs?: number) => Invocations;
  /** Init alone, rounded up. */
  readonly billedInitMs: Milliseconds;
}

/** Billed Durations that were measured: their mean at a share of cold starts. */
export interface Measured {
  readonly coldShareRatio: number;
  readonly meanBilledMs: (coldShareRatio: number) => number;
}

/** Of a recording that is priced without `--requests`. */
const REQUESTS_WITHOUT_A_WORD = 1_000_000;

export interface BillingTerms {
  readonly rules: BillingRules;
  readonly kind: FunctionKind;
}

export function readWorkload(reader: FieldReader, { rules, kind }: BillingTerms, measured?: Measured): Workload {
  const durationMs = reader.read('duration', TIME);
  const initMs = reader.read('init', TIME);
  const restoreMs = reader.read('restore', TIME);
  const coldShareRatio = reader.read('cold-share', SHARE) ?? measured?.coldShareRatio ?? 0;
  const perEvent = requestsOfEvent(reader);
  const restored = reader.has('snapstart') ? { billedRestoreDurationMs: milliseconds(restoreMs ?? 0) } : undefined;
  const coldPart = restored ?? { initDurationMs: milliseconds(initMs ?? 0) };
  const billedMs = (invocations: number, share: number, each: number): number => {
    const one = (more: typeof coldPart | object): number =>
      billedDuration({ durationMs: milliseconds(each), ...more }, rules, kind);
    const cold = invocations * share;
    return (invocations - cold) * one({}) + cold * one(coldPart);
  };
  if (measured !== undefined) {
    for (const name of ['duration', 'restore'] as const) {
      if (reader.has(name)) reader.problem(name, 'is taken from --recording; leave one of them out');
    }
  }
  return {
    requests: reader.read('requests', COUNT) ?? (measured === undefined ? 0 : REQUESTS_WITHOUT_A_WORD),
    coldShareRatio,
    initMs,
    durationMs: durationMs ?? measured?.meanBilledMs(0),
    billed: (invocations, share, each = durationMs ?? 0) => ({
      requests: invocations * perEvent,
      billedMs: milliseconds(
        measured === undefined ? billedMs(invocations, share, each) : invocations * measured.meanBilledMs(share),
      ),
    }),
    billedInitMs: billedDuration({ durationMs: milliseconds(initMs ?? 0) }, rules, kind),
  };
}

function requestsOfEvent(reader: FieldReader): number {
  const size = reader.read('event-size', SIZE);
  if (size === undefined) return 1;
  if (size * 1024 <= LARGEST_EVENT_KB) return requestsPerEvent(megabytes(size));
  reader.problem(
    'event-size',
    `got "${reader.typed('event-size')}", expected at most 1 MB, the largest asynchronous event`,
  );
  return 1;
}
