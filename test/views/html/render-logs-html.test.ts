import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { renderLogsHtml } from '../../../src/views/html/index.js';
import { invocations } from '../../fixtures/log-lines.js';
import { bareLog, emptyLog, folded, threeFunctions } from '../../fixtures/log-results.js';
import { assertGolden } from '../golden.js';

/** Without the libraries, which are not ours, and the style sheet, which a browser tests. */
const ours = (page: string): string =>
  page
    .replace(/<script>[\s\S]*?<\/script>\n/g, '')
    .replace(/<style>[\s\S]*?<\/style>/g, '<style>[style]</style>')
    .replace(/'sha256-[^']+'/g, "'sha256'");

describe('the report of a log', () => {
  it('of three functions is the golden file', async () => {
    assertGolden(import.meta.url, 'logs-three-functions.golden.html', ours(await renderLogsHtml(threeFunctions())));
  });

  it('is the same for the same result', async () => {
    assert.equal(await renderLogsHtml(bareLog()), await renderLogsHtml(bareLog()));
  });

  it('of a log without a report says so, and has no table', async () => {
    const page = ours(await renderLogsHtml(emptyLog()));
    assert.match(page, /No report was found \(read: 1,234 lines\)\./);
    assert.doesNotMatch(page, /<table>/);
  });

  it('escapes the names of functions, in text and in the data of charts', async () => {
    const page = ours(await renderLogsHtml(folded(invocations(20, { functionName: '</script><b>x' }))));
    assert.ok(!page.includes('<b>x'));
    assert.ok(page.includes('&lt;/script&gt;&lt;b&gt;x, 512 MB'));
  });

  it('says by which prices it went when no region was named', async () => {
    assert.match(await renderLogsHtml(bareLog()), /Priced as us-east-1: the log does not say its region\./);
  });
});
