import { type ProvisionedUsage, requestsItHasTimeFor } from '../../pricing/index.js';
import { milliseconds } from '../../units/index.js';
import type { FieldReader } from './field-reader.js';
import { ALL_MONTH, SCHEDULE } from './hours.js';
import { COUNT, TIME, WHOLE } from './values.js';
import type { Workload } from './workload.js';

export interface Provisioned {
  readonly usage: ProvisionedUsage;
  readonly invocations: number;
  /** How many of `--requests` it serves, so that they are not on demand. */
  readonly takenFromRequests: number;
  readonly notes: readonly string[];
}

/**
 * Provisioned concurrency as typed. Without `--provisioned-requests` it serves as many of the requests as its
 * environments have time for while they are on, one after the other; what is left overflows, on demand.
 */
export function readProvisioned(reader: FieldReader, work: Workload): Provisioned | undefined {
  if (!reader.has('provisioned')) return undefined;
  const asked = reader.read('provisioned', WHOLE);
  // None is the same as not having it: the free tier counts too.
  if (asked === 0) return none(reader);
  const concurrency = asked ?? 0;
  const { spans, enabledMs } = reader.read('hours', SCHEDULE) ?? ALL_MONTH;
  const durationMs = reader.read('provisioned-duration', TIME) ?? work.durationMs;
  const typed = reader.read('provisioned-requests', COUNT);
  if (typed !== undefined && durationMs === undefined && !reader.has('provisioned-duration')) {
    reader.problem('provisioned-duration', 'is missing, as there is no --duration: such as 100ms');
  }
  const kept = { concurrency, spans, enabledMs: milliseconds(enabledMs) };
  const timeFor = durationMs === undefined ? 0 : requestsItHasTimeFor(kept, milliseconds(durationMs));
  const invocations = typed ?? Math.min(work.requests, timeFor);
  return {
    invocations,
    takenFromRequests: typed === undefined ? invocations : 0,
    notes: notesOf(typed, work.requests, durationMs === undefined ? Number.POSITIVE_INFINITY : timeFor),
    usage: {
      ...kept,
      ...work.billed(invocations, 0, durationMs),
      ...(work.initMs === undefined ? {} : { billedInitMs: work.billedInitMs }),
    },
  };
}

/** Who says nothing of the requests on it is told what was taken for granted; who says too many, that they are. */
function notesOf(typed: number | undefined, requests: number, timeFor: number): string[] {
  if (typed !== undefined) return typed > timeFor ? [overflowing(typed, timeFor)] : [];
  return requests > 0 ? [sharing(Math.min(requests, timeFor), requests)] : [];
}

function none(reader: FieldReader): undefined {
  if ((reader.read('provisioned-requests', COUNT) ?? 0) > 0) {
    reader.problem('provisioned-requests', 'has nothing to run on with --provisioned 0');
  }
  return undefined;
}

const count = (value: number): string => Math.round(value).toLocaleString('en-US');

const overflowing = (typed: number, timeFor: number): string =>
  `Provisioned concurrency has time for ${count(timeFor)} requests, not for ${count(typed)}: the others would overflow and be billed on demand.`;

function sharing(invocations: number, requests: number): string {
  const served =
    invocations === requests
      ? `All ${count(requests)} requests are taken to be served`
      : `${count(invocations)} of ${count(requests)} requests, all it has time for, are taken to be served`;
  return `${served} by provisioned concurrency; --provisioned-requests says how many really are.`;
}
