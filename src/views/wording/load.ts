import type { LoadArm, LoadResult, Percentile, ThresholdVerdict } from '../../analysis/index.js';
import { formatMegabytes, formatMilliseconds, formatRatio, formatUsd } from '../../units/index.js';
import { shortNote } from './logs.js';
import { spanText } from './span.js';

/** `48.6/s`, `10,000/s`: three digits below 100. */
export function rateText(perSecond: number): string {
  const digits = perSecond < 10 ? 2 : perSecond < 100 ? 1 : 0;
  return `${perSecond.toLocaleString('en-US', { minimumFractionDigits: digits === 2 && perSecond === 0 ? 0 : digits, maximumFractionDigits: digits })}/s`;
}

const FAILURES: Readonly<Record<string, string>> = {
  'function-error': 'function error',
  'timed-out': "the function's timeout",
  throttled: 'throttled',
  'http-error': 'HTTP error',
  'connection-failed': 'connection failed',
  'bad-answer': 'bad answer',
  'client-timeout': 'no answer in time',
};

/** `Runtime.ExitError`, `ECONNRESET`, `no answer in time`. */
export function failureName({
  kind,
  errorType,
}: {
  readonly kind: string;
  readonly errorType?: string | undefined;
}): string {
  const what = FAILURES[kind] ?? kind;
  if (errorType === undefined || errorType === '') return what;
  return kind === 'throttled' || kind === 'bad-answer' ? `${what}: ${errorType}` : errorType;
}

/** `1,024 MB`, `1,024 MB arm64` where there are both, `the endpoint` where the memory size is not known. */
export function armName(
  { load }: Pick<LoadResult, 'load'>,
  { memorySizeMB, architecture }: Pick<LoadArm, 'memorySizeMB' | 'architecture'>,
): string {
  if (memorySizeMB === null) return 'the endpoint';
  const both = load.architectures.length > 1 && architecture !== null ? ` ${architecture}` : '';
  return `${formatMegabytes(memorySizeMB)}${both}`;
}

/** What the choice makes of a memory size. */
export function loadRole(
  { choice }: Pick<LoadResult, 'choice'>,
  arm: Pick<LoadArm, 'memorySizeMB' | 'architecture'>,
): 'picked' | 'tied' | 'other' {
  const isIt = (it: Pick<LoadArm, 'memorySizeMB' | 'architecture'>): boolean =>
    it.memorySizeMB === arm.memorySizeMB && it.architecture === arm.architecture;
  if (choice === null) return 'other';
  return isIt(choice) ? 'picked' : choice.tied.some(isIt) ? 'tied' : 'other';
}

type RecordedPhase = LoadResult['load']['phases'][number];

/** `50/s for 60 s, Poisson`: one phase of a load. */
export function phaseText(phase: RecordedPhase): string {
  switch (phase.kind) {
    case 'constant':
      return `${rateShort(phase.requestsPerSecond)} for ${spanShort(phase.forMs)}`;
    case 'poisson':
      return `${rateShort(phase.requestsPerSecond)} for ${spanShort(phase.forMs)}, Poisson`;
    case 'ramp':
      return `${rateShort(phase.fromPerSecond)} to ${rateShort(phase.toPerSecond)} in ${spanShort(phase.forMs)}`;
    case 'burst':
      return `${count(phase.requests)} at once`;
    case 'pause':
      return `nothing for ${spanShort(phase.forMs)}`;
    case 'trace':
      return `${count(phase.requests)} of a trace in ${spanShort(phase.forMs)}`;
    case 'closed':
      return `${count(phase.concurrency)} at any time for ${spanShort(phase.forMs)}, closed loop`;
  }
}

const MOST_PHASES = 4;

/** All phases, or the first of many. */
export function phasesText({ phases }: LoadResult['load']): string {
  const shown = phases.slice(0, MOST_PHASES).map(phaseText);
  const more = phases.length - shown.length;
  return `${shown.join('; ')}${more === 0 ? '' : `; and ${more} more`}`;
}

const VIA: Readonly<Record<LoadResult['load']['via']['kind'], string>> = {
  invoke: 'Invoke',
  'invoke-stream': 'InvokeWithResponseStream',
  'function-url': 'function URL',
  url: 'HTTP',
};

/** `Invoke`, `HTTP to https://api.example.com`. */
export const viaText = ({ kind, origin }: LoadResult['load']['via']): string =>
  `${VIA[kind]}${kind === 'url' && origin !== undefined ? ` to ${origin}` : ''}`;

const count = (value: number): string => value.toLocaleString('en-US');
/** As one would write it: `50/s`. */
const rateShort = (perSecond: number): string => `${Number(perSecond.toPrecision(4)).toLocaleString('en-US')}/s`;
const spanShort = (ms: number): string => {
  const seconds = ms / 1000;
  if (seconds >= 120 && seconds % 60 === 0) return `${count(seconds / 60)} min`;
  return ms < 1000 ? `${count(ms)} ms` : `${count(Number(seconds.toPrecision(4)))} s`;
};

/** `12.3 ms`, `≥ 30.0 s` where requests without an answer decide it. */
export const percentileValue = ({ value, atLeast }: Percentile): string | null =>
  value === null ? null : `${atLeast ? '≥ ' : ''}${formatMilliseconds(value)}`;

const METRIC: Readonly<Record<string, (value: number) => string>> = {
  coldShare: formatRatio,
  errors: formatRatio,
  throttles: formatRatio,
  costPerMillion: formatUsd,
  costPerHour: formatUsd,
  maxMemoryUsed: formatMegabytes,
};

/** A threshold's figure in the unit of its metric; a latency or Duration unless it is another. */
export const metricText = (metric: string, value: number): string => (METRIC[metric] ?? formatMilliseconds)(value);

/** `p99Latency: <300ms`, with its metric in any case: a scenario's own text may be the limit alone. */
export const thresholdText = ({ metric, text }: { readonly metric: string; readonly text: string }): string =>
  text.startsWith(metric) ? text : `${metric}: ${text}`;

const VERDICTS = { met: 'met', missed: 'MISSED', undecided: 'undecided' } as const;
export const verdictWord = ({ verdict }: ThresholdVerdict): string => VERDICTS[verdict];

/** `280 ms (260 to 310 ms, n 3,000)`, or why there is no figure, or none that decides. */
export function verdictFigure({ metric, value, low, high, n, note, verdict }: ThresholdVerdict): string {
  if (value === null) return note ?? 'no figure';
  const interval = low === null || high === null ? 'no interval' : spanText((it) => metricText(metric, it), low, high);
  // Of a threshold that is decided the table has the note.
  const because = verdict === 'undecided' && note !== undefined ? `; ${loadNote(note)}` : '';
  return `${metricText(metric, value)} (${interval}, n ${count(n)}${because})`;
}

/** Why there is no interval, without the n that stands with the figure: one footnote does for all sizes. */
export const loadNote = (note: string): string => shortNote(note).replace(/^the \d+ are worth/, 'they are worth');

const STATUS: Readonly<Record<LoadArm['status'], string>> = {
  complete: 'complete',
  'cut-short': 'cut short',
  'generator-limited': 'generator-limited',
  failed: 'failed',
};

/** `generator-limited: sent 80 ms late at p99`; nothing of an arm that ended in order. */
export function statusText({ status, statusNote }: LoadArm): string | undefined {
  if (status === 'complete') return statusNote;
  return `${STATUS[status]}${statusNote === undefined ? '' : `: ${statusNote}`}`;
}

const SATURATION = { saturated: 'saturates', 'not-reached': 'keeps up', unknown: 'is not known to saturate' } as const;

/** `saturates: at 40.0/s 31 of 800 requests were throttled`. */
export const saturationText = ({ saturation: { verdict, cause } }: LoadArm): string =>
  `${SATURATION[verdict]}: ${cause}`;

/** How many thresholds hold, at all sizes together. */
export function verdictCount({
  thresholds,
}: Pick<LoadResult, 'thresholds'>): Record<ThresholdVerdict['verdict'], number> {
  const of = (verdict: ThresholdVerdict['verdict']): number => thresholds.filter((it) => it.verdict === verdict).length;
  return { met: of('met'), missed: of('missed'), undecided: of('undecided') };
}
