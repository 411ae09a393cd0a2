import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clean, clip, displayWidth, fit, wrap } from '../../../../src/views/terminal/layout/index.js';
import fc from '../../../fixtures/properties.js';

describe('text in cells', () => {
  it('cannot be used to move the cursor or to break a line', () => {
    assert.equal(clean('\u001b[2J\u001b[31mred\u001b[0m\r\nnext\u0007\u202e'), 'red next');
  });

  it('counts two cells for wide characters', () => {
    assert.equal(displayWidth('メモリ'), 6);
    assert.equal(displayWidth('★ ≈ † █ – — ✗ ·'), 15);
  });

  it('shows that a text was cut', () => {
    assert.equal(clip('12,345,678', 6), '12,34…');
    assert.equal(clip('メモリ', 4), 'メ…');
  });

  it('keeps a figure with its unit', () => {
    assert.deepEqual(wrap('it took 12 ms', 10), ['it took', '12 ms']);
  });

  it('is exactly as wide as asked', () => {
    const align = fc.constantFrom('left' as const, 'right' as const);
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.nat(40), align, (text, width, side) => {
        assert.equal(displayWidth(fit(clean(text), width, side)), width);
      }),
    );
  });

  it('loses nothing but spaces when it wraps', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 2, max: 40 }), (text, width) => {
        const lines = wrap(clean(text), width);
        assert.equal(lines.join('').replaceAll(' ', ''), clean(text).replaceAll(' ', ''));
        assert.ok(lines.every((line) => displayWidth(line) <= width));
      }),
    );
  });
});
