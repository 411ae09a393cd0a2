import type { LoadRequest, Outcome } from '../recording/index.js';
import { formatMegabytes, type Megabytes } from '../units/index.js';

/**
 * An invocation that was to run at a memory size: where its report is of another one, in an execution environment of before
 * the change, it has run and says nothing of this size.
 */
export function ofSize(outcome: Outcome, asked: Megabytes): Outcome {
  const found = sizeOf(outcome);
  if (found === undefined || found === asked) return outcome;
  const latencyMs = 'latencyMs' in outcome ? outcome.latencyMs : undefined;
  const latency = latencyMs === undefined ? {} : { latencyMs };
  return { kind: 'unreadable', ...latency, reason: otherSizeText(found, asked), line: '' };
}

/** The same of a request of a load. */
export function requestOfSize(request: LoadRequest, asked: Megabytes): LoadRequest {
  const found = sizeOf(request.outcome);
  if (found === undefined || found === asked) return request;
  return { ...request, outcome: { kind: 'bad-answer', problem: otherSizeText(found, asked) } };
}

const sizeOf = (outcome: Outcome | LoadRequest['outcome']): Megabytes | undefined =>
  'report' in outcome ? outcome.report?.memorySizeMB : undefined;

const otherSizeText = (found: Megabytes, asked: Megabytes): string =>
  `it ran at ${formatMegabytes(found)} and not at ${formatMegabytes(asked)}, in an execution environment of before the change`;
