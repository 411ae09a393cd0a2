import { type Fields, isFields } from '../fields.js';
import { isMeasure, isPlainReport } from '../plain-report.js';
import { type LateReport, type LoadLine, type LoadRequest, loadLineSchema } from './load-line.js';
import { isInOrder, isPossibleReport, LONGEST_MS } from './load-quantities.js';

/** One line as its schema has it, or the reason why it is none. */
export function checkLoadLine(value: unknown): LoadLine | string {
  if (isFields(value) && (isRequest(value) || isLateReport(value))) return value;
  const parsed = loadLineSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  return `${issue?.path.join('.') || 'record'}: ${issue?.message ?? 'unreadable'}`;
}

/**
 * The way of nearly all lines, as `checkLine` of a log has it: it says yes only where the schema says yes too, which a test
 * holds; at anything else, a field that the schema does not know included, the schema is asked.
 */
function isRequest(line: Fields): line is LoadRequest {
  if (line.type !== 'request' || !isCount(line.arm) || !isCount(line.phase) || !isTime(line.dueMs)) return false;
  for (const name in line) {
    const value = line[name];
    const isFine = REQUEST_FIELDS[name];
    if (isFine === undefined || !(value === undefined ? OPTIONAL.has(name) : isFine(value))) return false;
  }
  return isFields(line.outcome) && ((line.outcome.kind === 'dropped' && line.sentMs === undefined) || isTimed(line));
}

const isTimed = ({ dueMs, sentMs, latencyMs }: Fields): boolean =>
  sentMs !== undefined && latencyMs !== undefined && isInOrder(Number(dueMs), Number(sentMs), Number(latencyMs));

function isLateReport(line: Fields): line is LateReport {
  const { type, arm, requestId, at, logStream, function: index, report } = line;
  return (
    type === 'report' &&
    isCount(arm) &&
    typeof requestId === 'string' &&
    (at === null || (typeof at === 'number' && Number.isFinite(at))) &&
    (logStream === undefined || typeof logStream === 'string') &&
    (index === undefined || isCount(index)) &&
    isReport(report)
  );
}

type Check = (value: unknown) => boolean;
const isText: Check = (it) => typeof it === 'string';
const isCount: Check = (it) => Number.isSafeInteger(it) && Number(it) >= 0;
const isWhole: Check = (it) => Number.isSafeInteger(it);
const isTime: Check = (it) => isMeasure(it) && Number(it) <= LONGEST_MS;
const isReport: Check = (it) => isPlainReport(it) && isFields(it) && isPossibleReport(it);

const REQUEST_FIELDS: Readonly<Record<string, Check>> = {
  type: isText,
  arm: isCount,
  phase: isCount,
  dueMs: isTime,
  sentMs: isTime,
  latencyMs: isTime,
  function: isCount,
  payload: isText,
  attempts: isWhole,
  outcome: isOutcome,
  host: isHost,
  simulated: isSimulated,
};
const OPTIONAL = new Set(['sentMs', 'latencyMs', 'function', 'payload', 'attempts', 'host', 'simulated']);

/** The kinds that a load consists of when all is well, or nearly; the others are for the schema. */
function isOutcome(outcome: unknown): boolean {
  if (!isFields(outcome)) return false;
  const { kind, status, requestId, report, reason, allowedError } = outcome;
  if (requestId !== undefined && typeof requestId !== 'string') return false;
  if (report !== undefined && !isReport(report)) return false;
  switch (kind) {
    case 'answered':
      return isWhole(status) && (allowedError === undefined || isText(allowedError));
    case 'timed-out':
      return isWhole(status);
    case 'function-error':
      return isWhole(status) && isText(outcome.errorType);
    case 'throttled':
      return isWhole(status) && (reason === undefined || isText(reason));
    case 'client-timeout':
    case 'open':
      return true;
    case 'dropped':
      return reason === 'too-many-open' || reason === 'ended';
    default:
      return false;
  }
}

const HOST_TIMES = new Set([
  ...['observedMs', 'cpuTimeMs', 'throttledMs', 'expectedThrottledMs', 'waitingMs'],
  ...['emulatorWaitingMs', 'stealMs', 'otherCpuTimeMs', 'pressureMs'],
]);

function isHost(host: unknown): boolean {
  if (!isFields(host) || host.observedMs === undefined || host.cpuTimeMs === undefined) return false;
  for (const name in host) {
    if (!isHostFigure(name, host[name])) return false;
  }
  return true;
}

function isHostFigure(name: string, value: unknown): boolean {
  if (name === 'runnableTasks') return isCount(value);
  if (name === 'quotaShareRatio') return isMeasure(value) && Number(value) <= 1;
  return HOST_TIMES.has(name) && isMeasure(value);
}

const SIMULATED_TIMES = new Set(['networkMs', 'coldStartMs', 'initDurationMs', 'durationMs']);

function isSimulated(simulated: unknown): boolean {
  if (!isFields(simulated)) return false;
  for (const name in simulated) if (!SIMULATED_TIMES.has(name) || !isMeasure(simulated[name])) return false;
  return true;
}
