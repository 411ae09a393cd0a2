import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextStep, plannedInvocations, type Step } from '../../src/explore/index.js';
import type { Header, Measurement } from '../../src/recording/index.js';
import { disturbed, undisturbed } from '../fixtures/host.js';
import { completed, headerWith, outOfMemory } from '../fixtures/recording.js';

const header = headerWith({ scenario: { invocations: { cold: 2, warm: 6 } } });
const ASKED = 2 + 6;

/** Runs the plan to its end on a host that disturbs what `disturbs` says of the n-th invocation of a size. */
function walk(disturbs: (step: Step, index: number) => boolean, scenario: Header = header) {
  const steps: Step[] = [];
  const measurements: Measurement[] = [];
  for (let step = nextStep(scenario, measurements); step !== undefined; step = nextStep(scenario, measurements)) {
    const { block, memorySizeMB, payloads } = step;
    steps.push(step);
    for (const [index, payload] of payloads.entries()) {
      const cold = index < scenario.scenario.concurrency;
      const it = { ...completed(memorySizeMB, 10, cold ? { initMs: 90, block } : { block }), payload };
      measurements.push(disturbs(step, index) ? disturbed(it) : undisturbed(it));
    }
    assert.ok(steps.length < 1000, 'the plan does not end');
  }
  return { steps, measurements };
}

test('a quiet host is asked for no more than the plan', () => {
  assert.equal(walk(() => false).measurements.length, 3 * ASKED);
});

test('a disturbed warm invocation is measured again, in an environment of its own', () => {
  const { steps, measurements } = walk(
    ({ block, memorySizeMB }, index) => block === 1 && memorySizeMB === 512 && index === 2,
  );
  assert.equal(measurements.length, 3 * ASKED + 2);
  assert.deepEqual(steps.at(-1)?.memorySizeMB, 512);
  assert.equal(steps.at(-1)?.payloads.length, 2);
});

test('a disturbed cold start is measured again, and nothing else', () => {
  const { measurements } = walk(({ block, memorySizeMB }, index) => block === 0 && memorySizeMB === 128 && index === 0);
  assert.equal(measurements.length, 3 * ASKED + 1);
});

test('what replaces a disturbed invocation has its payload', () => {
  const payloads = [
    { name: 'small', weight: 1 },
    { name: 'large', weight: 1 },
  ];
  const mixed = headerWith({ scenario: { invocations: { cold: 2, warm: 6 }, payloads } });
  const { measurements } = walk(
    ({ block, payloads: sent }, index) => block < 2 && index > 0 && sent[index] === 'large',
    mixed,
  );
  const warm = (name: string) =>
    measurements.filter((it) => it.intended === 'warm' && it.payload === name && it.host?.waitingMs === 0).length;
  const asked = walk(() => false, mixed).measurements.filter((it) => it.intended === 'warm');
  for (const name of ['small', 'large']) assert.equal(warm(name), asked.filter((it) => it.payload === name).length);
});

test('a replacement that is disturbed is replaced once more', () => {
  const { measurements } = walk(({ block, memorySizeMB }, index) => memorySizeMB === 128 && block < 4 && index === 1);
  const kept = measurements.filter(
    (it) => it.memorySizeMB === 128 && it.intended === 'warm' && it.host?.waitingMs === 0,
  );
  assert.equal(kept.length, 6);
});

test('on a host that disturbs everything the run ends, at twice its length', () => {
  const { measurements } = walk(() => true);
  assert.equal(measurements.length, 2 * 3 * ASKED);
});

test('what fails is not tried again because the host was noisy', () => {
  const failures = [0, 1].flatMap((block) => [
    outOfMemory(128, block),
    outOfMemory(512, block),
    outOfMemory(1769, block),
  ]);
  assert.equal(nextStep(header, failures.map(disturbed)), undefined);
});

test('the plan counts what is to be measured again as soon as it is known', () => {
  const step = nextStep(header, []);
  assert.ok(step !== undefined);
  const { block, memorySizeMB } = step;
  const cold = undisturbed(completed(memorySizeMB, 10, { initMs: 90, block }));
  const warm = disturbed(completed(memorySizeMB, 10, { block }));
  assert.equal(plannedInvocations(header, [cold, warm]), 3 * ASKED + 2);
});

test('at the end what was done is what was planned', () => {
  const { measurements } = walk(({ block }, index) => (block + index) % 3 === 0);
  assert.equal(plannedInvocations(header, measurements), measurements.length);
});
