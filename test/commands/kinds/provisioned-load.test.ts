import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ListProvisionedConcurrencyConfigsCommand, ListVersionsByFunctionCommand } from '@aws-sdk/client-lambda';
import { analyseLoad } from '../../../src/analysis/index.js';
import { openLoadRecording, type ProvisionedVersionLine } from '../../../src/recording/index.js';
import { kelvinHere, temporaryFolder } from '../kelvin.js';
import { type Account, openAccount } from './kind-of-function.js';

const folder = temporaryFolder(after);
/** Long enough in the handler that three at once need three environments. */
const SLOW = `export const handler = async () => new Promise((resolve) => setTimeout(resolve, 400));\n`;
let account: Account;
before(async () => {
  account = await openAccount();
  await account.has('orders', {}, SLOW);
});
after(() => account.close());

const load = (out: string, ...more: readonly string[]) =>
  kelvinHere(
    ['load', '--function', 'orders', '--load', 'burst 3', '--no-tui', '--yes', ...more].concat(
      ...['--endpoint-url', account.emulator.endpoint, '--out', join(folder, out)],
    ),
    { env: account.env },
  );
const flat = (text: string): string => text.replace(/\s+/g, ' ');
const linesOf = (out: string): ProvisionedVersionLine[] =>
  [...openLoadRecording(join(folder, out, 'recording.jsonl')).lines()].flatMap((it) =>
    it.type === 'provisioned' ? [it] : [],
  );

async function left() {
  const { client } = account;
  const { Versions = [] } = await client.send(new ListVersionsByFunctionCommand({ FunctionName: 'orders' }));
  const { ProvisionedConcurrencyConfigs = [] } = await client.send(
    new ListProvisionedConcurrencyConfigsCommand({ FunctionName: 'orders' }),
  );
  return { versions: Versions.length - 1, provisioned: ProvisionedConcurrencyConfigs.length };
}

for (const via of ['invoke', 'function-url']) {
  test(`each version of a load through ${via} has provisioned concurrency, and what is beyond it spills over`, async () => {
    const { stdout, stderr } = await load(via, '--provisioned', '2', '--memory', '256,512', '--via', via);
    const [first, ended, second, last, ...more] = linesOf(via);
    assert.deepEqual(more, [], stderr);
    for (const [asked, over] of [
      [first, ended],
      [second, last],
    ]) {
      assert.ok(asked !== undefined && over?.endedAt !== undefined && asked.endedAt === undefined, stdout);
      assert.deepEqual({ ...over, endedAt: undefined }, { ...asked, endedAt: undefined });
      assert.equal(asked.concurrency, 2);
    }
    assert.notEqual(first?.memorySizeMB, second?.memorySizeMB);
    assert.match(flat(stdout), /Each version had a provisioned concurrency of 2/);
    assert.deepEqual(await left(), { versions: 0, provisioned: 0 });
  });
}

test('its cost is at the prices of provisioned concurrency, and holds what keeping it takes', () => {
  const result = analyseLoad(openLoadRecording(join(folder, 'invoke', 'recording.jsonl')));
  assert.equal(result.load.provisionedConcurrency, 2);
  for (const { memorySizeMB, total } of result.arms) {
    // Three at once find two environments: one starts cold, on demand. What is slow to arrive may find one free again.
    assert.ok((total.coldStarts?.count ?? 0) <= 1, JSON.stringify(total.coldStarts));
    const anHour = 2 * (Number(memorySizeMB) / 1024) * 3600 * 0.0000041667;
    assert.ok(Math.abs((total.cost?.keptPerHourUsd ?? 0) - anHour) < 1e-9);
    assert.ok((total.cost?.perHour.value ?? 0) > anHour);
  }
  const fiveMinutes = 2 * (0.25 + 0.5) * 300 * 0.0000041667;
  assert.ok(Math.abs((result.spent.provisionedUsd ?? 0) - fiveMinutes) < 1e-9, JSON.stringify(result.spent));
  assert.ok(result.spent.usd > fiveMinutes && result.spent.usd < fiveMinutes + 0.001);
});

test('a budget that does not pay for five minutes of it sends nothing', async () => {
  const { stdout } = await load('budget', '--provisioned', '10', '--memory', '2048', '--budget', '$0.01');
  assert.deepEqual(linesOf('budget'), []);
  assert.match(flat(stdout), /nothing is left for 2,048 MB/);
});

test('what would be called is told, and that behind an address nothing can have it', async () => {
  const dry = await load('dry', '--provisioned', '2', '--dry-run');
  assert.match(flat(dry.stdout), /PutProvisionedConcurrencyConfig orders: gives the version .* concurrency of 2/);
  assert.match(flat(dry.stdout), /logs:FilterLogEvents \/aws\/lambda\/orders: reads/);
  assert.deepEqual(await left(), { versions: 0, provisioned: 0 });
  const at = await load('address', '--provisioned', '2', '--via', 'http://127.0.0.1:9/');
  assert.equal(at.code, 2);
  assert.match(flat(at.stderr), /behind an address nothing is published/);
});
