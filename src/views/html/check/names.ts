import type { CheckEstimate, CheckFinding, CheckResult, Verdict } from '../../../analysis/index.js';
import type { CheckMetric } from '../../../recording/index.js';
import { formatMegabytes, formatMilliseconds, formatPercentChange, formatUsd } from '../../../units/index.js';
import { formatBytes, spanText } from '../../wording/index.js';

export const METRIC_NAME: Readonly<Record<CheckMetric, string>> = {
  initDuration: 'Init Duration',
  coldTotal: 'Cold total',
  warmDuration: 'Warm Duration',
  billedDuration: 'Billed Duration',
  maxMemoryUsed: 'Max Memory Used',
  costPerMillion: 'Cost per million',
  packageSize: 'Package size',
};

export const VERDICT_WORD: Readonly<Record<Verdict, string>> = {
  regressed: 'Regressed',
  improved: 'Improved',
  unchanged: 'Unchanged',
  inconclusive: 'Inconclusive',
};

export type Unit = CheckFinding['unit'];

const FORMAT: Readonly<Record<Unit, (value: number) => string>> = {
  ms: formatMilliseconds,
  MB: formatMegabytes,
  USD: formatUsd,
  bytes: formatBytes,
};

export const formatIn = (unit: Unit, value: number): string => FORMAT[unit](value);

const signed = (unit: Unit, value: number): string =>
  `${value > 0 ? '+' : value < 0 ? '-' : ''}${FORMAT[unit](Math.abs(value))}`;

/** `248 ms`, and `246 to 250 ms` or why there is none. */
export interface Figures {
  readonly value: string;
  readonly interval: string;
  readonly hasInterval: boolean;
}

const figures = (format: (value: number) => string, { value, low, high, note }: CheckEstimate): Figures => ({
  value: format(value),
  hasInterval: low !== null && high !== null,
  interval:
    low === null || high === null ? `no interval${note === undefined ? '' : `: ${note}`}` : spanText(format, low, high),
});

export const figureIn = (unit: Unit, it: CheckEstimate): Figures => figures((value) => formatIn(unit, value), it);
export const shiftIn = (unit: Unit, it: CheckEstimate): Figures => figures((value) => signed(unit, value), it);
export const percentFigure = (it: CheckEstimate): Figures => figures(formatPercentChange, it);
export const ratioFigure = (it: CheckEstimate): Figures => figures((value) => value.toFixed(3), it);

export const sourceName = (source: CheckResult['base']['source']): string => {
  switch (source.kind) {
    case 'git':
      return source.ref;
    case 'working-tree':
      return 'working tree';
    case 'folder':
    case 'zip':
      return source.path;
    case 'function':
      return source.qualifier === undefined ? source.name : `${source.name}:${source.qualifier}`;
    case 'recording':
      return source.path;
  }
};

/** What else is known of where a side came from. */
export function sourceDetail(source: CheckResult['base']['source']): string | undefined {
  switch (source.kind) {
    case 'git': {
      const how = source.isMergeBase === true ? ', merge base' : '';
      return `${source.commit.slice(0, 10)}${how}${source.subject === undefined ? '' : `: ${source.subject}`}`;
    }
    case 'working-tree': {
      const dirt = source.isDirty === true ? ' with changes' : '';
      return source.commit === undefined ? undefined : `${source.commit.slice(0, 10)}${dirt}`;
    }
    case 'recording':
      return `recorded ${source.startedAt.slice(0, 10)}`;
    default:
      return { folder: 'a folder', zip: 'a zip file', function: 'a function that exists' }[source.kind];
  }
}

const ENDED: Readonly<Record<NonNullable<CheckResult['ended']>, string>> = {
  decided: 'every verdict is known',
  hopeless: 'more would most likely not decide',
  'max-cold-starts': 'as many cold starts as allowed',
  budget: 'the budget is spent',
  'max-time': 'the time is up',
  'base-exhausted': 'the recorded base has no more',
  stopped: 'stopped',
  interrupted: 'interrupted',
  failed: 'failed',
  killed: 'killed: no end recorded',
};

export const endedText = ({ ended }: CheckResult): string => ENDED[ended ?? 'killed'];

export const passText = ({ passes, verdict, check }: CheckResult): string =>
  !passes
    ? 'the check does not pass'
    : verdict === 'inconclusive' && check.isInconclusiveFine
      ? 'the check passes, as it was asked to'
      : 'the check passes';

/** `5 % and 5 ms`. */
export const limitText = ({ limits, unit }: CheckFinding): string =>
  `${Number(limits.relativePercent.toFixed(2))} % and ${formatIn(unit, limits.absolute)}`;

export const UNIT: Readonly<Record<CheckMetric, Unit>> = {
  initDuration: 'ms',
  coldTotal: 'ms',
  warmDuration: 'ms',
  billedDuration: 'ms',
  maxMemoryUsed: 'MB',
  costPerMillion: 'USD',
  packageSize: 'bytes',
};
