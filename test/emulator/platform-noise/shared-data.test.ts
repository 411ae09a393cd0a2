import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';

/**
 * How the figures of `host-mode.ts` come from AWS's own: a mixture of normal distributions fitted to the logarithms of
 * each runtime's Init Durations (zip, 1,024 MB) by expectation-maximisation, and the medians over runtimes of what it
 * finds. Whoever changes them runs this with KELVIN_SHARED_DATA.
 */
const FOLDER = process.env.KELVIN_SHARED_DATA;
const skip = FOLDER === undefined ? 'KELVIN_SHARED_DATA is not set' : false;

interface Component {
  readonly share: number;
  readonly mean: number;
  readonly deviation: number;
}

function initDurations(architecture: string): Map<string, number[]> {
  const file = join(FOLDER ?? '', 'cold-starts/lambda-perf-40-days.csv.gz');
  const byRuntime = new Map<string, number[]>();
  for (const line of gunzipSync(readFileSync(file)).toString().split('\n')) {
    const [, runtime = '', type, arch, memory, list = ''] = line.split(',');
    if (type !== 'zip' || arch !== architecture || memory !== '1024') continue;
    byRuntime.set(runtime, [...(byRuntime.get(runtime) ?? []), ...list.split(' ').map(Number)]);
  }
  return byRuntime;
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

const density = (x: number, { share, mean, deviation }: Component): number =>
  (share / deviation) * Math.exp(-(((x - mean) / deviation) ** 2) / 2);

/** From equal parts at equal quantiles, 200 steps; no component narrower than the figures are printed. */
function mixture(values: readonly number[], count: number): Component[] {
  const sorted = [...values].sort((a, b) => a - b);
  let components: Component[] = Array.from({ length: count }, (_, index) => ({
    share: 1 / count,
    mean: sorted[Math.floor(((index + 0.5) * sorted.length) / count)] ?? 0,
    deviation: 0.15 / count,
  }));
  for (let step = 0; step < 200; step++) {
    const weights = sorted.map((x) => {
      const each = components.map((it) => density(x, it));
      const total = each.reduce((sum, it) => sum + it, 1e-6);
      return each.map((it) => it / total);
    });
    components = components.map((_, index) => {
      const own = weights.map((it) => it[index] ?? 0);
      const total = own.reduce((sum, it) => sum + it, 1e-9);
      const mean = own.reduce((sum, it, at) => sum + it * (sorted[at] ?? 0), 0) / total;
      const variance = own.reduce((sum, it, at) => sum + it * ((sorted[at] ?? 0) - mean) ** 2, 0) / total;
      return { share: total / sorted.length, mean, deviation: Math.max(0.012, Math.sqrt(variance)) };
    });
  }
  return components.sort((a, b) => a.mean - b.mean);
}

/** Logarithms less their median, without what is far from all modes. */
function centred(values: readonly number[], within: number): number[] {
  const logarithms = values.map(Math.log);
  const center = middle(logarithms);
  return logarithms.map((it) => it - center).filter((it) => Math.abs(it) < within);
}

test('on arm64 half of the environments take 1.25 times as long as the others', { skip }, () => {
  const apart = [...initDurations('arm64').values()].flatMap((values) => {
    const [fast, slow] = mixture(centred(values, 0.5), 2);
    if (fast === undefined || slow === undefined) return [];
    const spread = Math.sqrt((fast.deviation ** 2 + slow.deviation ** 2) / 2);
    return (slow.mean - fast.mean) / spread > 4 ? [{ fast, slow }] : [];
  });
  assert.ok(apart.length >= 10);
  const slowdown = middle(apart.map(({ fast, slow }) => Math.exp(slow.mean - fast.mean)));
  const share = middle(apart.map(({ fast, slow }) => fast.share / (fast.share + slow.share)));
  assert.ok(Math.abs(slowdown - 1.25) < 0.06, `slowdown ${slowdown}`);
  assert.ok(Math.abs(share - 0.46) < 0.04, `share ${share}`);
});

test('on x86_64 a third is in a wide mode at 1.08 of the common one, and few are much faster', { skip }, () => {
  const compiled = [...initDurations('x86_64')].filter(([runtime]) => /^(go|graalvm|quarkus)/.test(runtime));
  const fits = compiled.map(([, values]) => mixture(centred(values, 0.4), 3));
  const of = (read: (fast: Component, common: Component, slow: Component) => number): number =>
    middle(fits.map(([fast, common, slow]) => (fast && common && slow ? read(fast, common, slow) : Number.NaN)));
  const near = (what: string, got: number, expected: number, tolerance: number): void =>
    assert.ok(Math.abs(got - expected) <= tolerance, `${what} is ${got}`);
  near(
    'fast share',
    of((fast) => fast.share),
    0.07,
    0.03,
  );
  near(
    'fast ratio',
    of((fast, common) => Math.exp(fast.mean - common.mean)),
    0.83,
    0.03,
  );
  near(
    'slow share',
    of((_, _common, slow) => slow.share),
    0.3,
    0.06,
  );
  near(
    'slow ratio',
    of((_, common, slow) => Math.exp(slow.mean - common.mean)),
    1.08,
    0.03,
  );
  near(
    'slow spread',
    of((_, _common, slow) => slow.deviation),
    0.1,
    0.02,
  );
});
