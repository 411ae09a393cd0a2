import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { kelvinHere } from '../kelvin.js';
import { argsFor, ENV, folder, HALVES, makeFunction, resultOf, state, traffic } from './orders.js';

describe('kelvin apply --alias --canary', () => {
  it('moves an alias by a canary whose traffic keeps the promise', async () => {
    await makeFunction(HALVES);
    const stop = traffic();
    const args = argsFor('canary', '--alias', 'live', '--canary', '50%', '--for', '4s');
    const { code, stdout, stderr } = await kelvinHere(args, { env: ENV });
    await stop();
    assert.equal(code, 0, stderr + stdout);
    const { aliases, latest } = await state();
    const { publishedVersion = '', canary } = resultOf('canary');
    assert.deepEqual(aliases, [['live', publishedVersion, {}]]);
    assert.equal(latest.MemorySize, 256);
    assert.ok(canary !== null && canary.new.invocations > 5 && canary.old.invocations > 5, JSON.stringify(canary));
    assert.equal(canary.verdict, 'kept');
    const report = await kelvinHere(['report', join(folder, 'canary')], { env: ENV });
    assert.match(report.stdout, /result\.json/);
  });

  it('rolls a canary back that fails, and one that nobody has seen', async () => {
    await makeFunction(HALVES);
    const was = await state();
    const stop = traffic({ fail: true });
    const args = ['--alias', 'live', '--canary', '50%', '--for', '20s'];
    const failed = await kelvinHere(argsFor('failing', ...args), { env: ENV });
    await stop();
    assert.equal(failed.code, 1, failed.stdout);
    assert.match(failed.stdout, /was applied and\s+rolled\s+back:\s+the\s+new\s+version\s+fails\s+more\s+often/);
    assert.deepEqual(await state(), was);
    const unseen = await kelvinHere(argsFor('unseen', '--alias', 'live', '--canary', '1%', '--for', '1s'), {
      env: ENV,
    });
    assert.equal(unseen.code, 4, unseen.stdout);
    assert.match(unseen.stdout, /rolled\s+back:\s+nothing\s+of\s+version\s+\d+\s+was\s+seen/);
    assert.deepEqual(await state(), was);
  });
});
