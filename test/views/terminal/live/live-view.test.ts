import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { epochMilliseconds } from '../../../../src/units/index.js';
import { loadLiveView } from '../../../../src/views/terminal/index.js';
import { fakeStdin, fakeStdout, settle } from '../fake-terminal.js';
import { complete, progressOf } from '../fixtures.js';
import { matchesGolden } from '../golden.js';

const { liveView } = await loadLiveView();

function open(columns = 80, isTTY = true) {
  const output = fakeStdout(columns);
  const input = fakeStdin(isTTY);
  const heard: string[] = [];
  const view = liveView({
    stdout: output.stdout,
    stdin: input.stdin,
    onStop: () => heard.push('stop'),
    onPause: () => heard.push('pause'),
    onResume: () => heard.push('resume'),
    onInterrupt: () => heard.push('interrupt'),
    debug: true,
  });
  return { ...output, ...input, heard, view };
}

describe('the live view', () => {
  for (const width of [80, 120]) {
    it(`draws a run in ${width} columns`, async () => {
      const { view, frame } = open(width);
      view.update(progressOf(complete, 33));
      await settle();
      matchesGolden(`live-view-${width}`, `${frame()}\n`);
      await view.close();
    });
  }

  it('calls the command for its keys', async () => {
    const { view, heard, type } = open();
    view.update(progressOf(complete, 33));
    for (const key of ['p', 'p', '?', '\u0003', 'q', 'q', '\u0003']) {
      type(key);
      await settle();
    }
    await view.close();
    assert.deepEqual(heard, ['pause', 'resume', 'interrupt', 'stop', 'interrupt']);
  });

  it('shows and hides the help', async () => {
    const { view, frame, type } = open();
    view.update(progressOf(complete, 33));
    type('?');
    await settle();
    assert.match(frame(), /Esc closes it/);
    type('?');
    await settle();
    assert.doesNotMatch(frame(), /Esc closes it/);
    await view.close();
  });

  it('draws the first of a burst of updates, and leaves none for later, when an invocation may run', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { view, written } = open();
    const turn = () => new Promise(setImmediate);
    const frames = () => written.filter((it) => it.includes('Memory')).length;
    const first = progressOf(complete, 33);
    for (let ms = 0; ms < 499; ms++) view.update({ ...first, done: ms, now: epochMilliseconds(first.now + ms) });
    await turn();
    assert.equal(frames(), 1);
    t.mock.timers.tick(10_000);
    await turn();
    assert.equal(frames(), 1);
    view.update({ ...first, now: epochMilliseconds(first.now + 500) });
    await turn();
    assert.equal(frames(), 2);
    t.mock.timers.reset();
    await view.close();
  });

  it('draws a change of phase at once', async () => {
    const { view, frame } = open();
    const progress = progressOf(complete, 33);
    view.update(progress);
    view.update({ ...progress, phase: 'paused' });
    await settle();
    assert.match(frame(), /paused/);
    await view.close();
  });

  it('has drawn a due update before the next microtask but its own, so that no invocation has begun', async () => {
    const { view, frame } = open();
    const progress = progressOf(complete, 33);
    view.update(progress);
    await settle();
    const measured = async () =>
      view.update({ ...progress, activity: 'seen', now: epochMilliseconds(progress.now + 500) });
    const lane = async () => await measured();
    await lane();
    assert.match(frame(), /seen/);
    await view.close();
  });

  it('keeps notes above the frame', async () => {
    const { view, frame } = open();
    view.update(progressOf(complete, 33));
    view.note('throttled at 512 MB: \u001b[31mtrying again\u001b[0m');
    await settle();
    assert.match(frame(), /^throttled at 512 MB: trying again\nKelvin/);
    await view.close();
  });

  it('leaves the last state, gives stdin back and shows the cursor', async () => {
    const { view, frame, state, stdout, stdin, written } = open();
    view.update(progressOf(complete, 33));
    await settle();
    assert.deepEqual(state, { raw: true, held: true });
    view.update(progressOf(complete, 60, { done: 300, phase: 'done', activity: 'the function is as it was' }));
    await view.close();
    await settle();
    assert.match(frame(), /100 %[\s\S]*the function is as it was/);
    assert.doesNotMatch(frame(), /q stop/);
    assert.deepEqual(state, { raw: false, held: false });
    assert.equal(stdin.listenerCount('readable'), 0);
    assert.equal(stdout.listenerCount('resize'), 0);
    assert.equal(written.join('').lastIndexOf('\u001b[?25l') <= written.join('').lastIndexOf('\u001b[?25h'), true);
  });

  it('can be closed twice, and before anything was drawn', async () => {
    const { view } = open();
    await view.close();
    await view.close();
  });

  it('follows the terminal when its size changes', async () => {
    const { view, frame, stdout } = open(120);
    view.update(progressOf(complete, 33));
    await settle();
    stdout.columns = 60;
    stdout.emit('resize');
    await settle();
    assert.ok(
      frame()
        .split('\n')
        .every((line) => line.length <= 60),
    );
    await view.close();
  });

  it('works without keys where standard input is no terminal', async () => {
    const { view, frame, state } = open(80, false);
    view.update(progressOf(complete, 33));
    await settle();
    assert.match(frame(), /Ctrl-C interrupts/);
    assert.equal(state.raw, false);
    await view.close();
  });
});
