import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { diagnose } from '../../../../src/analysis/index.js';
import type { Calibration } from '../../../../src/emulator/index.js';
import { renderDiagnosis } from '../../../../src/views/terminal/index.js';
import { calibration, macCalibration, noisyCalibration } from '../../../fixtures/calibration.js';
import { assertGolden } from '../../golden.js';

const HOSTS: Readonly<Record<string, () => Calibration>> = {
  quiet: () => calibration(),
  mac: macCalibration,
  noisy: noisyCalibration,
};

describe('the report of kelvin doctor', () => {
  for (const [name, make] of Object.entries(HOSTS)) {
    const render = (width: number, color = false) => renderDiagnosis(diagnose(make()), { width, color });

    it(`of a ${name} host fits a terminal of 80 columns`, () => {
      assertGolden(import.meta.url, `${name}.golden.txt`, render(80));
      for (const width of [60, 80, 100]) {
        for (const line of render(width).split('\n')) assert.ok([...line].length <= width, line);
      }
    });

    it(`of a ${name} host says the same in colour`, () => {
      assert.equal(stripVTControlCharacters(render(80, true)), render(80));
    });
  }

  it('ends with the verdict', () => {
    const last = (it: Calibration) =>
      renderDiagnosis(diagnose(it), { width: 80, color: false }).trim().split('\n').at(-1);
    assert.equal(last(calibration()), '✓ What is measured here can be trusted.');
    assert.match(last(macCalibration()) ?? '', /^✗ Not all/);
  });
});
