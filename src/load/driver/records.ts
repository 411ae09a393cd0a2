import type { LoadRequest, RequestOutcome } from '../../recording/index.js';
import type { Arrival } from '../arrivals/arrivals.js';
import type { Choice } from '../arrivals/choices.js';
import type { AnswerFacts } from '../wire/wire.js';
import type { DriveOptions } from './drive.js';
import { rounded } from './rounded.js';

/** What a record needs to know of a request that was sent. */
export interface Sending {
  readonly arrival: Arrival;
  readonly choice: Choice;
  /** When it was first sent; not yet while no connection has been begun for it. */
  readonly sentMs: number | undefined;
  /** How often it was sent. */
  readonly attempts: number;
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** The record of an arrival that was sent, and of what became of it by `nowMs`. */
export function settledRecord(
  options: DriveOptions,
  { arrival, choice, sentMs, attempts }: Sending,
  { outcome, host, simulated }: AnswerFacts,
  nowMs: number,
): LoadRequest {
  const record: Mutable<LoadRequest> = {
    type: 'request',
    arm: options.arm,
    phase: arrival.phase,
    dueMs: rounded(arrival.dueMs),
    sentMs: rounded(sentMs ?? nowMs),
    latencyMs: rounded(nowMs - arrival.dueMs),
    ...chosen(options, choice),
    outcome: allowed(outcome, options),
  };
  if (attempts > 1) record.attempts = attempts;
  if (host !== undefined) record.host = host;
  if (simulated !== undefined) record.simulated = simulated;
  return record;
}

function allowed(outcome: RequestOutcome, { allowedErrors = [] }: DriveOptions): RequestOutcome {
  if (outcome.kind !== 'function-error' || !allowedErrors.includes(outcome.errorType)) return outcome;
  const { errorType, ...answer } = outcome;
  return { ...answer, kind: 'answered', allowedError: errorType };
}

export function droppedRecord(
  options: DriveOptions,
  { phase, dueMs }: Arrival,
  choice: Choice,
  reason: 'too-many-open' | 'ended',
): LoadRequest {
  return {
    type: 'request',
    arm: options.arm,
    phase,
    dueMs: rounded(dueMs),
    ...chosen(options, choice),
    outcome: { kind: 'dropped', reason },
  };
}

/** The function of a mix, and the payload of several. */
function chosen({ targets }: DriveOptions, { target, payload }: Choice): Pick<LoadRequest, 'function' | 'payload'> {
  const payloads = targets[target]?.payloads ?? [];
  const name = payloads.length > 1 ? payloads[payload]?.name : undefined;
  return {
    ...(targets.length > 1 ? { function: target } : {}),
    ...(name === undefined ? {} : { payload: name }),
  };
}
