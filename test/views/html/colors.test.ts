import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CHECK_STYLE } from '../../../src/views/html/check/check-style.js';
import { COLORS } from '../../../src/views/html/colors.js';

/** WCAG 2.2: relative luminance of a colour written in hexadecimal. */
function luminance(hex: string): number {
  const digits = hex.length === 4 ? hex.replace(/[0-9a-f]/g, '$&$&') : hex;
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((start) => {
    const share = Number.parseInt(digits.slice(start, start + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

const schemes = [...COLORS.matchAll(/color-scheme:(\w+);([^}]*)/g)].map(([, name = '', body = '']) => ({
  name,
  color: Object.fromEntries([...body.matchAll(/--(\w+):(#[0-9a-f]+)/g)].map(([, key = '', hex = '']) => [key, hex])),
}));

describe('the colours of the report', () => {
  it('come in light and dark', () => {
    assert.deepEqual(
      schemes.map((scheme) => scheme.name),
      ['light', 'dark'],
    );
  });

  for (const { name, color } of schemes) {
    for (const page of ['page', 'tint']) {
      it(`keep text readable on the ${page} (${name}): 4.5 to 1, marks 3 to 1`, () => {
        const on = (key: string) => contrast(color[key] ?? '', color[page] ?? '');
        for (const text of ['ink', 'muted']) assert.ok(on(text) >= 4.5, `${text}: ${on(text)}`);
        for (const mark of ['x86_64', 'arm64', 'third', 'fourth', 'alarm'])
          assert.ok(on(mark) >= 3, `${mark}: ${on(mark)}`);
      });
    }
  }

  it('that only marks may have are on no text of a check', () => {
    assert.doesNotMatch(CHECK_STYLE, /[{;]color:var\(--(?:alarm|third|fourth|arm64|x86_64)\)/);
  });
});
