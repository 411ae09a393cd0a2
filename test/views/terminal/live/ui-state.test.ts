import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { initialUi, type KeyPress, press } from '../../../../src/views/terminal/live/ui-state.js';

const key = (input: string, more: Partial<KeyPress> = {}): KeyPress => ({
  input,
  ctrl: false,
  isEscape: false,
  ...more,
});

describe('keys', () => {
  it('q stops once', () => {
    const first = press(initialUi, key('q'), 'measuring');
    assert.equal(first.effect, 'stop');
    assert.equal(press(first.state, key('q'), 'measuring').effect, undefined);
  });

  it('p pauses, then resumes', () => {
    const paused = press(initialUi, key('p'), 'measuring');
    assert.equal(paused.effect, 'pause');
    const resumed = press(paused.state, key('p'), 'paused');
    assert.equal(resumed.effect, 'resume');
    assert.deepEqual(resumed.state, initialUi);
  });

  it('? opens and closes the help, Esc closes it', () => {
    const open = press(initialUi, key('?'), 'measuring').state;
    assert.equal(open.help, true);
    assert.equal(press(open, key('?'), 'measuring').state.help, false);
    assert.equal(press(open, key('', { isEscape: true }), 'measuring').state.help, false);
  });

  it('q and p do nothing while the function is put back', () => {
    for (const phase of ['finishing', 'done'] as const) {
      assert.deepEqual(press(initialUi, key('q'), phase), { state: initialUi });
      assert.deepEqual(press(initialUi, key('p'), phase), { state: initialUi });
    }
  });

  it('Ctrl-C interrupts in every state, every time', () => {
    const stopping = { ...initialUi, stopping: true };
    assert.equal(press(stopping, key('c', { ctrl: true }), 'finishing').effect, 'interrupt');
    assert.equal(press(initialUi, key('c'), 'measuring').effect, undefined);
  });

  it('others do nothing', () => {
    assert.deepEqual(press(initialUi, key('x'), 'measuring'), { state: initialUi });
    assert.deepEqual(press(initialUi, key('q', { ctrl: true }), 'measuring'), { state: initialUi });
  });
});
