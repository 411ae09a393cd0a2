import { z } from 'zod';
import { didYouMean } from '../../spelling/index.js';
import { THRESHOLD_METRICS, type Threshold, type ThresholdMetric } from './load-plan.js';

/** What a limit is a number of. */
type Kind = 'time' | 'share' | 'dollars' | 'memory';

const kindOf = (metric: ThresholdMetric): Kind =>
  /Latency$|Duration$/.test(metric)
    ? 'time'
    : metric.startsWith('cost')
      ? 'dollars'
      : metric === 'maxMemoryUsed'
        ? 'memory'
        : 'share';

const NUMBER = '(\\d+(?:\\.\\d+)?)';

interface Form {
  readonly pattern: RegExp;
  readonly expected: string;
  readonly limitOf: (amount: number, unit: string | undefined) => number;
}

const FORMS: Readonly<Record<Kind, Form>> = {
  time: {
    pattern: new RegExp(`^\\s*(<=?)\\s*${NUMBER}\\s*(ms|s|m)?\\s*$`),
    expected: 'a limit, such as <300ms or <=1.5s',
    limitOf: (amount, unit) => amount * (unit === 'm' ? 60_000 : unit === 's' ? 1000 : 1),
  },
  share: {
    pattern: new RegExp(`^\\s*(<=?)\\s*${NUMBER}\\s*(%)?\\s*$`),
    expected: 'a share, such as <1% or <=0.01',
    limitOf: (amount, unit) => (unit === '%' ? amount / 100 : amount),
  },
  dollars: {
    pattern: new RegExp(`^\\s*(<=?)\\s*\\$?\\s*${NUMBER}\\s*(USD)?\\s*$`),
    expected: 'US dollars, such as <$2',
    limitOf: (amount) => amount,
  },
  memory: {
    pattern: new RegExp(`^\\s*(<=?)\\s*${NUMBER}\\s*(MB)?\\s*$`),
    expected: 'MB, such as <400MB',
    limitOf: (amount) => amount,
  },
};

/** `<300ms`, as its metric has it; `undefined` when it does not fit that. */
function readLimit(metric: ThresholdMetric, written: string): Threshold | undefined {
  const { pattern, limitOf } = FORMS[kindOf(metric)];
  const [, comparison, amount, unit] = pattern.exec(written) ?? [];
  if (amount === undefined) return undefined;
  const limit = limitOf(Number(amount), unit);
  if (kindOf(metric) === 'share' && limit > 1) return undefined;
  return { metric, comparison: comparison === '<=' ? '<=' : '<', limit, text: `${metric}: ${written.trim()}` };
}

function limitSchema(metric: ThresholdMetric) {
  const { pattern, expected } = FORMS[kindOf(metric)];
  return z
    .string({ error: expected })
    .regex(pattern, { error: expected })
    .transform((written, context): Threshold => {
      const threshold = readLimit(metric, written);
      if (threshold !== undefined) return threshold;
      context.addIssue(expected);
      return z.NEVER;
    })
    .optional();
}

const shape = Object.fromEntries(THRESHOLD_METRICS.map((metric) => [metric, limitSchema(metric)])) as Record<
  ThresholdMetric,
  ReturnType<typeof limitSchema>
>;

/** `{p99Latency: <300ms, errors: <0.1%}`: no more than one limit a metric. */
export const thresholdsSchema = z.strictObject(shape, {
  error: (issue) =>
    issue.code === 'unrecognized_keys' ? undefined : 'a map from metrics to limits, such as {p99Latency: <300ms}',
});

/**
 * `p99Latency<300ms` of a command line; else what is wrong with it.
 */
export function parseThreshold(text: string): Threshold | { readonly fault: string; readonly hint?: string } {
  const [, name, limit] = /^\s*([A-Za-z0-9]+)\s*(<=?.*)$/s.exec(text) ?? [];
  if (name === undefined || limit === undefined) {
    return { fault: `got ${JSON.stringify(text)}; expected a metric and its limit, such as p99Latency<300ms` };
  }
  const metric = THRESHOLD_METRICS.find((it) => it === name);
  if (metric === undefined) {
    const hint = didYouMean(name, THRESHOLD_METRICS);
    const fault = `got ${JSON.stringify(name)}; expected one of ${THRESHOLD_METRICS.join(', ')}`;
    return hint === undefined ? { fault } : { fault, hint };
  }
  const { expected } = FORMS[kindOf(metric)];
  return readLimit(metric, limit) ?? { fault: `got ${JSON.stringify(limit)} for ${metric}; expected ${expected}` };
}

/** Of two limits on one metric the later one holds. */
export function mergeThresholds(first: readonly Threshold[], later: readonly Threshold[]): readonly Threshold[] {
  return [...new Map([...first, ...later].map((it) => [it.metric, it])).values()];
}
