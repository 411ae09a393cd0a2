import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainView, type RunProgress } from '../../../../src/views/terminal/index.js';
import { isDue } from '../../../../src/views/terminal/plain/is-due.js';
import { cpuBoundExplored, exploring, nothingYet } from '../../../fixtures/exploration/index.js';
import { matchesGolden } from '../golden.js';
import { exploringProgress, looksAt } from './exploring.js';

async function print(width: number, updates: readonly RunProgress[]): Promise<string> {
  let text = '';
  const view = plainView({ stdout: { write: (it: string) => (text += it) }, width });
  for (const update of updates) view.update(update);
  await view.close();
  return text;
}

const [start, middle, end] = [nothingYet().result, exploring().result, cpuBoundExplored().result];
const first = looksAt(1024, 'nothing is known: it begins in the middle');
const RUN: readonly RunProgress[] = [
  exploringProgress(start, 0, { phase: 'preparing', activity: 'making the function', next: undefined }),
  exploringProgress(start, 2, first),
  ...Array.from({ length: 4 }, (_, done) => exploringProgress(start, 3 + done, { ...first, done })),
  exploringProgress(middle, 21),
  exploringProgress(middle, 24),
  exploringProgress(end, 72, { phase: 'finishing', activity: 'putting the function back' }),
  exploringProgress(end, 73, { phase: 'done', activity: 'the function is as it was' }),
];

describe('plain lines of a run that explores', () => {
  for (const width of [80, 120]) {
    it(`tell each visit once, with where, why and the bound so far, in ${width} columns`, async () => {
      matchesGolden(`explore-plain-${width}`, await print(width, RUN));
    });
  }

  it('tell a second visit to the same size for the same reason', () => {
    const again = exploringProgress(end, 30);
    assert.equal(isDue(exploringProgress(middle, 21), again), true);
    assert.equal(isDue(again, exploringProgress(end, 31, { done: again.done + 1, next: again.next })), false);
  });

  it('end with what was spent and the bound, even when no line was due', async () => {
    const text = await print(200, [exploringProgress(middle, 1), exploringProgress(middle, 9, { done: 13 })]);
    assert.match(text, /12 of 120 invocations, .* 9 s: best so far 1,024 MB, regret at most 18\.4 %; cold 3, /);
  });
});
