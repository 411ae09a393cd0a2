import { didYouMean } from '../../spelling/index.js';
import { CHECK_METRICS, type CheckMetric, ratio, scaled } from '../../units/index.js';
import type { AskedLimits } from './check-goal.js';

const TIME = { example: '20ms', factors: { ms: 1, s: 1000 } };
const KB = 1024;

/** In what unit a metric's absolute limit is written. A bare number would be a share to one and milliseconds to another. */
const FORMS: Readonly<
  Record<CheckMetric, { readonly example: string; readonly factors: Readonly<Record<string, number>> }>
> = {
  initDuration: TIME,
  coldTotal: TIME,
  warmDuration: TIME,
  billedDuration: TIME,
  maxMemoryUsed: { example: '8MB', factors: { MB: 1, GB: KB } },
  costPerMillion: { example: '$0.02', factors: { $: 1 } },
  packageSize: { example: '64KB', factors: { B: 1, bytes: 1, KB, KiB: KB, MB: KB ** 2, MiB: KB ** 2 } },
};

/** `10%, 20ms, both as 10%,20ms, or off`. */
export function expectedLimits(metric: CheckMetric): string {
  const { example } = FORMS[metric];
  return `10%, ${example}, both as 10%,${example}, or off`;
}

/** `10%`, `20ms`, `10%,20ms` or `off`; undefined where it is none of these. */
export function parseLimits(metric: CheckMetric, written: string): AskedLimits | undefined {
  if (written.trim() === 'off') return 'off';
  const parts = written.split(/\s*,\s*/).map((part) => limitOf(metric, part.trim()));
  const limits: { relativeRatio?: ReturnType<typeof ratio>; absolute?: number } = {};
  for (const part of parts) {
    if (part === undefined || Object.keys(part).some((key) => key in limits)) return undefined;
    Object.assign(limits, part);
  }
  return limits;
}

function limitOf(metric: CheckMetric, text: string): Exclude<AskedLimits, 'off'> | undefined {
  const percent = /^(\d+(?:\.\d+)?)\s*%$/.exec(text)?.[1];
  if (percent !== undefined) return { relativeRatio: ratio(Number(percent) / 100) };
  // A dollar sign stands before its number.
  const unitLast = text.replace(/^\$\s*(.*)$/, '$1 $');
  const [, number = '', unit = ''] = /^([\d.,_]+)\s*([A-Za-z]+|\$)$/.exec(unitLast) ?? [];
  const factor = Object.entries(FORMS[metric].factors).find(([name]) => name.toLowerCase() === unit.toLowerCase())?.[1];
  const amount = scaled({ '': 1 })(number);
  return factor === undefined || amount === undefined ? undefined : { absolute: amount * factor };
}

/** `initDuration=10%,20ms` of a command line; else what is wrong with it. */
export function parseMetricLimits(
  text: string,
): { readonly metric: CheckMetric; readonly limits: AskedLimits } | { readonly fault: string; readonly hint?: string } {
  const [, name, written] = /^\s*([A-Za-z0-9]+)\s*=(.*)$/s.exec(text) ?? [];
  if (name === undefined || written === undefined)
    return { fault: `got ${JSON.stringify(text)}; expected a metric and its limits, such as initDuration=10%,20ms` };
  const metric = CHECK_METRICS.find((it) => it === name);
  if (metric === undefined) {
    const hint = didYouMean(name, CHECK_METRICS);
    const fault = `got ${JSON.stringify(name)}; expected one of ${CHECK_METRICS.join(', ')}`;
    return hint === undefined ? { fault } : { fault, hint };
  }
  const limits = parseLimits(metric, written);
  if (limits !== undefined) return { metric, limits };
  return { fault: `got ${JSON.stringify(written)} for ${metric}; expected ${expectedLimits(metric)}` };
}
