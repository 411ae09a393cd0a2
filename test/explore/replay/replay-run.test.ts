import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Candidate, Observation } from '../../../src/curve/index.js';
import { type Policy, type RecordedCurve, type ReplayRun, replayRun, truthOf } from '../../../src/explore/index.js';
import { megabytes } from '../../../src/units/index.js';
import { curveOf, exactCurve, problemBy } from './curves.js';

const at = (size: number): Candidate => ({ memorySizeMB: megabytes(size), architecture: 'x86_64' });

/** Measures each of these sizes so often, then chooses. */
function scripted(visits: readonly (readonly [size: number, count: number])[], chosen: number | undefined): Policy {
  return {
    name: 'scripted',
    next: (seen) => {
      const visit = visits[new Set(seen.map((it) => it.visit)).size];
      if (visit !== undefined) return { kind: 'measure', candidate: at(visit[0]), count: visit[1], why: 'by script' };
      return {
        kind: 'done',
        chosen: chosen === undefined ? undefined : at(chosen),
        boundRatio: 0.05,
        ended: 'decided',
        why: 'at its end',
      };
    },
  };
}

function run(curve: RecordedCurve, policy: Policy, options: { repetition?: number; seed?: number } = {}): ReplayRun {
  const problem = problemBy(curve);
  const truth = truthOf(curve, problem) ?? assert.fail('there is a cheapest size');
  return replayRun({ curve, problem, truth, policy, repetition: 0, seed: 1, ...options });
}

const CURVE = exactCurve({ 128: 400, 256: 190, 512: 80, 1024: 60 });

test('a run counts its invocations and what they cost, in invocations of the best size', () => {
  const { invocations, costOptimal, chosen, best, regretRatio, boundRatio } = run(
    CURVE,
    scripted(
      [
        [512, 3],
        [512, 2],
      ],
      512,
    ),
  );
  assert.deepEqual([invocations, chosen, best, regretRatio, boundRatio], [5, at(512), at(512), 0, 0.05]);
  assert.ok(Math.abs(costOptimal - 5) < 1e-9);
});

test('who chooses nothing has no regret, and is no match for who chooses', () => {
  const { chosen, regretRatio } = run(CURVE, scripted([[128, 1]], undefined));
  assert.deepEqual([chosen, regretRatio], [null, null]);
});

test('the nth invocation of a size is the same for every policy, however it came there', () => {
  const noisy = curveOf((meanMs) => ({ kind: 'mean', meanMs, cvRatio: 0.3 }), {
    128: 400,
    256: 190,
    512: 80,
    1024: 60,
  });
  const seenBy = (visits: readonly (readonly [number, number])[], options = {}): number[] => {
    const seen: Observation[] = [];
    const policy = scripted(visits, 128);
    const spy: Policy = {
      ...policy,
      next: (so) => {
        seen.splice(0, seen.length, ...so);
        return policy.next(so);
      },
    };
    run(noisy, spy, options);
    return seen.filter((it) => it.memorySizeMB === 256).map((it) => Number(it.durationMs));
  };
  const once = seenBy([[256, 4]]);
  assert.equal(new Set(once).size, 4);
  const other = seenBy([
    [512, 3],
    [256, 1],
    [128, 2],
    [256, 3],
  ]);
  assert.deepEqual(other, once);
  assert.notDeepEqual(seenBy([[256, 4]], { repetition: 1 }), once);
  assert.notDeepEqual(seenBy([[256, 4]], { seed: 2 }), once);
});

test('a visit begins cold where cold starts were recorded, and is billed for it', () => {
  const cold = {
    duration: { kind: 'mean', meanMs: 90.5, cvRatio: 0 } as const,
    init: { kind: 'mean', meanMs: 500.25, cvRatio: 0 } as const,
  };
  const curve: RecordedCurve = { name: 'f', sizes: CURVE.sizes.map((it) => ({ ...it, cold })) };
  let seen: readonly Observation[] = [];
  const policy = scripted([[512, 2]], 512);
  run(curve, {
    ...policy,
    next: (so) => {
      seen = [...so];
      return policy.next(so);
    },
  });
  assert.deepEqual(
    seen.map((it) => [it.kind, it.durationMs, it.initDurationMs, it.billedDurationMs]),
    [
      ['cold', 90.5, 500.25, 591],
      ['warm', 80, undefined, 80],
      ['warm', 80, undefined, 80],
    ],
  );
});

test('a policy that measures or chooses what is no candidate is a bug', () => {
  assert.throws(() => run(CURVE, scripted([[300, 1]], 128)), /measures what is no candidate/);
  assert.throws(() => run(CURVE, scripted([[128, 0]], 128)), /measures what is no candidate/);
  assert.throws(() => run(CURVE, scripted([], 300)), /is no candidate/);
});

test('a policy that never ends is a bug, not a wait', () => {
  const endless: Policy = {
    name: 'endless',
    next: () => ({ kind: 'measure', candidate: at(128), count: 1, why: 'again' }),
  };
  assert.throws(() => run(CURVE, endless), /endless has not ended/);
});

test('who chooses what does not work has chosen nothing', () => {
  const sizes = CURVE.sizes.map((it) => (it.memorySizeMB === 128 ? { ...it, failsAfterMs: 3000 } : it));
  const { regretRatio, chosen } = run({ name: 'f', sizes }, scripted([[128, 1]], 128));
  assert.deepEqual([chosen, regretRatio], [at(128), null]);
});

test('a visit lands on one host, whose slowness all its invocations share', () => {
  const conditions = {
    hosts: [
      { shareRatio: 0.5, factor: 1 },
      { shareRatio: 0.5, factor: 2 },
    ],
  };
  const visits = Array.from({ length: 40 }, () => [512, 3] as const);
  const { moves, costOptimal } = run({ ...CURVE, conditions }, scripted(visits, 512));
  const means = moves.map(({ meanMs }) => Number(meanMs));
  assert.deepEqual([...new Set(means)].sort(), [160, 80]);
  assert.ok(Math.abs(costOptimal / 120 - 1) < 0.3, `an optimal invocation is one of the mean host: ${costOptimal}`);
});

test('with drift the hundredth invocation takes longer by the share that is given', () => {
  const { moves } = run(
    { ...CURVE, conditions: { driftRatio: 0.5 } },
    scripted(
      [
        [512, 100],
        [512, 1],
      ],
      512,
    ),
  );
  assert.ok(Math.abs(Number(moves[1]?.meanMs) - 80 * 1.5) < 1e-9);
});
