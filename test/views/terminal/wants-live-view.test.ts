import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { wantsLiveView } from '../../../src/views/terminal/index.js';

const terminal = { isTTY: true, env: { TERM: 'xterm-256color' }, noTui: false };
const withEnv = (env: Record<string, string>) => wantsLiveView({ ...terminal, env: { ...terminal.env, ...env } });

describe('the choice of a view', () => {
  it('is the live one in a terminal', () => {
    assert.equal(wantsLiveView(terminal), true);
  });

  it('is plain where output goes to a file or a pipe', () => {
    assert.equal(wantsLiveView({ ...terminal, isTTY: undefined }), false);
    assert.equal(wantsLiveView({ ...terminal, isTTY: false }), false);
  });

  it('is plain with --no-tui', () => {
    assert.equal(wantsLiveView({ ...terminal, noTui: true }), false);
  });

  it('is plain in CI, and wherever Ink would think so', () => {
    for (const value of ['true', '1', 'woodpecker', '']) assert.equal(withEnv({ CI: value }), false, `CI=${value}`);
    assert.equal(withEnv({ CONTINUOUS_INTEGRATION: 'true' }), false);
    assert.equal(withEnv({ CI: 'false' }), true);
  });

  it('is plain without colours and without a cursor', () => {
    assert.equal(withEnv({ NO_COLOR: '1' }), false);
    assert.equal(withEnv({ NO_COLOR: '' }), true);
    assert.equal(withEnv({ TERM: 'dumb' }), false);
  });
});
