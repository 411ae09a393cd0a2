import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Io } from '../../../src/commands/command.js';
import { candidatesOn } from '../../../src/commands/tune/candidates.js';
import type { OpenTarget } from '../../../src/commands/tune/open-target.js';
import type { Scenario } from '../../../src/scenario/index.js';
import { megabytes, ratio } from '../../../src/units/index.js';

const existing = { kind: 'existing', name: 'orders' } as const;
const code = { kind: 'code', memorySizeMB: megabytes(512) } as unknown as Scenario['function'];

function candidates(
  parts: { fn?: Scenario['function']; range?: [number, number]; sizes?: number[]; isAsked?: boolean },
  { memory, largest }: { memory?: string; largest?: number } = {},
) {
  const { fn = existing, range, sizes = range ?? [128, 1024], isAsked = false } = parts;
  const rangeMB = range === undefined ? undefined : { low: megabytes(range[0]), high: megabytes(range[1]) };
  const scenario = {
    function: fn,
    memorySizesMB: sizes.map(megabytes),
    exploration: { rangeMB, regretRatio: ratio(0.02), confidenceRatio: ratio(0.95) },
    asked: isAsked ? { rangeMB } : {},
  } as unknown as Scenario;
  const connection = largest === undefined ? {} : { emulator: { largestFullShareMB: largest } };
  let said = '';
  const stderr = { write: (line: string) => (said += line) };
  const target = { configuration: { MemorySize: 640 }, connection } as unknown as OpenTarget;
  const options = memory === undefined ? {} : { memory };
  const { memorySizesMB, exploration } = candidatesOn(target, scenario, options, { stderr } as unknown as Io);
  return { memorySizesMB, rangeMB: exploration?.rangeMB, said };
}

test('the size that an existing function has today is a candidate, unless the user lists others', () => {
  assert.deepEqual(candidates({}).memorySizesMB, [128, 640, 1024]);
  assert.deepEqual(candidates({}, { memory: '128,1024' }).memorySizesMB, [128, 1024]);
});

test('in a range today’s size is looked at, whatever names the range', () => {
  assert.deepEqual(candidates({ range: [128, 10_240] }).memorySizesMB, [128, 640, 10_240]);
  assert.deepEqual(candidates({ range: [128, 3008] }, { memory: '128-3008' }).memorySizesMB, [128, 640, 3008]);
  assert.deepEqual(candidates({ fn: code, range: [128, 3008] }).memorySizesMB, [128, 512, 3008]);
  assert.deepEqual(candidates({ fn: code }).memorySizesMB, [128, 1024]);
});

test('a range that nobody asked for ends where the host’s cores do, and that is said', () => {
  const { rangeMB, said } = candidates({ fn: code, range: [128, 10_240] }, { largest: 3538 });
  assert.deepEqual(rangeMB, { low: 128, high: 3538 });
  assert.match(said, /^memory sizes up to 3,538 MB are explored: above it this host has too few cores/);
  const asked = candidates({ fn: code, range: [128, 10_240], isAsked: true }, { largest: 3538 });
  assert.deepEqual([asked.rangeMB?.high, asked.said], [10_240, '']);
});
