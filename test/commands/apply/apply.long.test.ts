import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { kelvin, kelvinHere } from '../kelvin.js';
import { argsFor, ENV, folder, HALVES, makeFunction, resultOf, STAYS, state } from './orders.js';

describe('kelvin apply', () => {
  it('shows the plan and what it costs, and changes nothing, in a dry run', async () => {
    await makeFunction(HALVES);
    const was = await state();
    const { code, stdout, stderr } = await kelvinHere(argsFor('dry', '--dry-run'), { env: ENV });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /orders in 127\.0\.0\.1:\d+: memory size 128 MB → 256 MB/);
    assert.match(stdout, /promised: median warm duration -41\.\d %/);
    assert.match(stdout, /the\s+fresh measurement makes at most [\d, to]+ invocations/);
    assert.match(stdout, /lambda:UpdateFunctionConfiguration orders: sets \$LATEST to 256 MB\n/);
    assert.deepEqual(await state(), was);
    assert.equal(existsSync(join(folder, 'dry', 'recording.jsonl')), false);
  });

  it('tells in a dry run which hooks would be run, and which log group the canary would be watched in', async () => {
    await makeFunction(HALVES, { LoggingConfig: { LogGroup: '/shop/orders' } });
    const scenario = join(folder, 'hooked.yaml');
    writeFileSync(scenario, 'function: { name: orders }\nhooks: { before: ./seed.sh, after: "function:sweep" }\n');
    const args = argsFor('hooked', '--scenario', scenario, '--alias', 'live', '--canary', '10%', '--dry-run');
    const { code, stdout, stderr } = await kelvinHere(args, { env: ENV });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /; hooks: a command before and a function after each invocation, not measured/);
    assert.match(stdout, /lambda:Invoke sweep: after each invocation, as a hook/);
    assert.match(stdout, /logs:FilterLogEvents \/shop\/orders: reads/);
  });

  it('does nothing unasked', async () => {
    await makeFunction(HALVES);
    const was = await state();
    const args = argsFor('unasked').filter((it) => it !== '--yes');
    const { code, stderr } = await kelvinHere(args, { env: ENV });
    assert.equal(code, 2);
    assert.match(stderr, /that is not done unasked/);
    assert.deepEqual(await state(), was);
  });

  it('sets the memory size of $LATEST when the promise holds, and leaves nothing else behind', async () => {
    await makeFunction(HALVES);
    const was = await state();
    const { code, stdout, stderr } = await kelvin(argsFor('applied'), { env: ENV });
    assert.equal(code, 0, stderr + stdout);
    assert.match(stdout, /orders: memory size 128 MB → 256 MB is applied\./);
    const is = await state();
    assert.deepEqual(is.latest, { ...was.latest, MemorySize: 256 });
    assert.deepEqual([is.versions.slice(1), is.aliases], [was.versions.slice(1), was.aliases]);
    const { outcome, verification } = resultOf('applied');
    assert.deepEqual([outcome, verification.verdict], ['applied', 'kept']);
    assert.equal(existsSync(join(folder, 'applied', 'restore.jsonl')), false);
    const again = await kelvinHere(argsFor('again'), { env: ENV });
    assert.match(again.stdout, /has 256 MB already: there is nothing to apply/);
    assert.equal(again.code, 0);
  });

  it('says that an alias has it already, and what the next version would have', async () => {
    await makeFunction(STAYS, { aliasMB: 256 });
    const was = await state();
    const { code, stdout } = await kelvinHere(argsFor('had', '--alias', 'live'), { env: ENV });
    assert.equal(code, 0, stdout);
    assert.match(stdout, /the alias live of orders has 256 MB already: there is nothing to apply/);
    assert.match(stdout, /\$LATEST has 128 MB, and so will the next version; without --alias that is set/);
    assert.deepEqual(await state(), was);
  });

  it('leaves the function as it was when the promise does not hold', async () => {
    await makeFunction(STAYS);
    const was = await state();
    const { code, stdout } = await kelvinHere(argsFor('broken'), { env: ENV });
    assert.equal(code, 1, stdout);
    assert.match(stdout, /was not applied: the\s+promise\s+does\s+not\s+hold/);
    assert.deepEqual(await state(), was);
    assert.equal(resultOf('broken').outcome, 'not-applied');
  });

  it('has failed, and applies nothing, where the function fails at both sizes', async () => {
    await makeFunction("export const handler = () => { throw new Error('no database'); };");
    const was = await state();
    const { code, stdout } = await kelvinHere(argsFor('failing'), { env: ENV });
    assert.equal(code, 3, stdout);
    assert.match(stdout, /was not applied: the\s+function\s+fails\s+at\s+both\s+sizes/);
    assert.deepEqual(await state(), was);
  });

  it('refuses what cannot be applied, in words', async () => {
    await makeFunction(HALVES);
    const alone = await kelvinHere(argsFor('alone', '--canary', '10%'), { env: ENV });
    assert.match(alone.stderr, /--canary needs an alias/);
    assert.equal(alone.code, 2);
    const other = await kelvinHere(argsFor('nobody', '--function', 'nobody'), { env: ENV });
    assert.match(other.stderr, /there is no such function/);
    const none = await kelvinHere(['apply', join(folder, 'applied')], { env: ENV });
    assert.match(none.stderr, /is the recording of an application already/);
  });
});
