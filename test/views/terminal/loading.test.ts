import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';

const index = new URL('../../../src/views/terminal/index.js', import.meta.url).href;

/** Which packages a module brings in can only be seen in a process that has loaded nothing else. */
function loadedAfter(script: string): string {
  const hook = `
    import { registerHooks } from 'node:module';
    registerHooks({ load(url, context, next) { if (/node_modules.(ink|react).index/.test(url.replaceAll('/build', ''))) console.log(url); return next(url, context); } });
    const view = await import(${JSON.stringify(index)});
    ${script}`;
  return execFileSync(process.execPath, ['--input-type=module', '--eval', hook], { encoding: 'utf8' });
}

describe('the terminal views', () => {
  it('load neither ink nor react for plain lines and the summary', () => {
    assert.equal(loadedAfter('view.plainView({ stdout: process.stdout });'), '');
  });

  it('load them for the live view', () => {
    const loaded = loadedAfter('await view.loadLiveView();');
    assert.match(loaded, /node_modules\/ink/);
    assert.match(loaded, /node_modules\/react/);
  });
});
