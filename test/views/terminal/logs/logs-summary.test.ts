import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { renderLogsSummary } from '../../../../src/views/terminal/index.js';
import { invocation, invocations } from '../../../fixtures/log-lines.js';
import { bareLog, emptyLog, folded, threeFunctions } from '../../../fixtures/log-results.js';
import { matchesGolden } from '../golden.js';

const at80 = { width: 80, color: false };

describe('the summary of a log', () => {
  for (const width of [60, 80, 120]) {
    it(`of three functions is drawn in ${width} columns`, () => {
      const text = renderLogsSummary(threeFunctions(), { width, color: false });
      matchesGolden(`logs-three-functions-${width}`, text);
      assert.ok(text.split('\n').every((line) => line.length <= width));
    });
  }

  it('of a log that says neither region nor function nor time', () => {
    matchesGolden('logs-bare-80', renderLogsSummary(bareLog(), at80));
  });

  it('of a log without a report says what there was instead', () => {
    matchesGolden('logs-empty-80', renderLogsSummary(emptyLog(), at80));
  });

  it('says the same with colours as without', () => {
    const colored = renderLogsSummary(threeFunctions(), { width: 80, color: true });
    assert.notEqual(colored, renderLogsSummary(threeFunctions(), at80));
    assert.equal(stripVTControlCharacters(colored), renderLogsSummary(threeFunctions(), at80));
  });

  it('gives every percentile an interval, or a footnote with the n that it needs', () => {
    const text = renderLogsSummary(folded(invocations(250)), at80);
    assert.match(text, /Duration, warm\s+247 {2}\S+ ms\s+\S+ ms\s+\S+ ms\n\s+\S+–\S+ ms\s+\S+–\S+ ms\s+none \[1\]/);
    assert.equal(text.match(/needs n >= 368 for a 95 % interval of p99/g)?.length, 1);
  });

  it('shows the dearest functions of many, and says where the others are', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      invocation({ index, functionName: `f${index}`, duration: index + 1 }),
    );
    const text = renderLogsSummary(folded(many), at80);
    assert.match(text, /f39, 512 MB: 1 invocation\n/);
    assert.match(text, /28 more functions and memory sizes, cheaper than these/);
    assert.doesNotMatch(text, /f3, 512 MB/);
  });

  it('takes an escape sequence out of a function name', () => {
    const result = folded(invocations(3));
    const groups = result.groups.map((it) => ({ ...it, functionName: 'a\u001b[31mb' }));
    const text = renderLogsSummary({ ...result, groups }, at80);
    assert.ok(!text.includes('\u001b') && text.includes('ab, 512 MB'));
  });
});
