import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { plainView, type RunProgress } from '../../../../src/views/terminal/index.js';
import { isDue } from '../../../../src/views/terminal/plain/is-due.js';
import { complete, everythingFailed, progressOf } from '../fixtures.js';
import { matchesGolden } from '../golden.js';

const at = (done: number, seconds: number, more: Partial<RunProgress> = {}) =>
  progressOf(complete, seconds, {
    done,
    cold: Math.floor(done / 5),
    warm: done - Math.floor(done / 5),
    errors: 0,
    ...more,
  });

async function print(width: number, play: (view: ReturnType<typeof plainView>) => void): Promise<string> {
  let text = '';
  const view = plainView({ stdout: { write: (it: string) => (text += it) }, width });
  play(view);
  await view.close();
  return text;
}

/** A run of a minute and a half that reports four times a second. */
function wholeRun(view: ReturnType<typeof plainView>): void {
  view.update(at(0, 0, { phase: 'preparing', activity: 'making the function' }));
  for (let done = 0; done <= 300; done++) {
    view.update(
      at(done, 1 + done * 0.3, { activity: `measuring ${done % 2 === 0 ? '512 MB, cold' : '1,024 MB, warm'}` }),
    );
    if (done === 70) view.note('throttled at 512 MB: trying again in 1 s');
  }
  view.update(at(300, 92, { phase: 'finishing', activity: 'putting the function back' }));
  view.update(at(300, 93, { phase: 'done', activity: 'the function is as it was' }));
}

describe('plain lines', () => {
  for (const width of [80, 120]) {
    it(`tell a run in ${width} columns`, async () => {
      matchesGolden(`plain-${width}`, await print(width, wholeRun));
    });
  }

  it('have no escape codes and no carriage returns', async () => {
    const text = await print(80, wholeRun);
    assert.equal(text, stripVTControlCharacters(text).replaceAll('\r', ''));
  });

  it('say first that limits are not enforced', async () => {
    const text = await print(80, (view) => view.update(progressOf(everythingFailed, 1)));
    assert.match(text.split('\n')[1] ?? '', /CPU and memory NOT enforced/);
  });

  it('end with the last count, even when it was not due', async () => {
    const text = await print(80, (view) => {
      view.update(at(1, 1));
      view.update(at(2, 1.1));
    });
    assert.match(text, /2\/300[^\n]*\n$/);
  });

  it('take the width of the terminal, and 80 columns where there is none', async () => {
    const lines: string[] = [];
    const view = plainView({ stdout: { write: (it: string) => lines.push(it) } });
    view.update(at(1, 1, { phase: 'finishing', activity: 'x'.repeat(200) }));
    assert.equal(lines.at(-1)?.length, 81);
  });
});

describe('a progress line', () => {
  it('is due at each tenth of the plan', () => {
    assert.equal(isDue(at(30, 10), at(59, 15)), false);
    assert.equal(isDue(at(30, 10), at(60, 15)), true);
  });

  it('is not due twice within two seconds', () => {
    assert.equal(isDue(at(30, 10), at(90, 11)), false);
  });

  it('is due after half a minute without a tenth', () => {
    assert.equal(isDue(at(30, 10), at(31, 39)), false);
    assert.equal(isDue(at(30, 10), at(31, 40)), true);
  });

  it('is due when the run enters another phase', () => {
    assert.equal(isDue(at(30, 10), at(30, 10, { phase: 'paused' })), true);
  });
});
