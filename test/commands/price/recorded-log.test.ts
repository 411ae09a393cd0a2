import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { formatReport } from '../../../src/logs/index.js';
import { megabytes, milliseconds } from '../../../src/units/index.js';
import { kelvinHere, temporaryFolder } from '../kelvin.js';
import { priced, refused } from './priced.js';

const folder = temporaryFolder(after);

/** One report in ten is cold: 100 ms of Duration, 200 ms of Init. The others last 21 to 30 ms. */
const line = (number: number, memory: number): string => {
  const isCold = number % 10 === 0;
  const durationMs = isCold ? 100 : 20 + (number % 10) + 0.5;
  return formatReport({
    requestId: `r-${memory}-${number}`,
    durationMs: milliseconds(durationMs),
    billedDurationMs: milliseconds(Math.ceil(durationMs) + (isCold ? 200 : 0)),
    memorySizeMB: megabytes(memory),
    maxMemoryUsedMB: megabytes(60),
    ...(isCold ? { initDurationMs: milliseconds(200) } : {}),
  });
};
const lines = (memory: number, n: number): string =>
  Array.from({ length: n }, (_, number) => `${line(number, memory)}\n`).join('');

async function recordingOf(name: string, text: string): Promise<string> {
  const source = join(folder, `${name}.log`);
  writeFileSync(source, text);
  const out = join(folder, name);
  const { code, stderr } = await kelvinHere([
    'logs',
    source,
    '--out',
    out,
    '--region',
    'eu-central-1',
    '--arch',
    'arm64',
  ]);
  assert.equal(code, 0, stderr);
  return out;
}

describe('--recording of production logs', () => {
  test('takes the memory size, the cold share and the Billed Durations as they were', async () => {
    const recording = await recordingOf('one', lines(512, 1000));
    const bill = await priced(`--recording ${recording} --requests 1M`);
    const [duration] = bill.charges;
    // Cold: 300 ms. Warm: 22 to 30 ms, each as often, so 26 on average; nine in ten.
    assert.equal(duration?.quantity, (512 / 1024) * (0.1 * 300 + 0.9 * 26) * 1000);
    assert.equal(duration?.name, 'duration (arm64)');
    assert.equal(bill.book.region, 'eu-central-1');
    // Half an interval: 1.96 standard errors of the warm mean, as all cold starts are alike.
    const standardError = 0.9 * Math.sqrt((((9 ** 2 - 1) / 12) * 900) / 899 / 900);
    const half = 1.96 * standardError * 0.5 * 1000 * (duration?.unitPriceUsd ?? 0);
    assert.ok(Math.abs((bill.totalHighUsd ?? 0) - bill.totalUsd - half) < half / 1000);
    const allWarm = await priced(`--recording ${recording} --requests 1M --cold-share 0`);
    assert.equal(allWarm.charges[0]?.quantity, 0.5 * 26 * 1000);
  });

  test('asks for the memory size where there were several, and for one function where there were more', async () => {
    const recording = await recordingOf('sizes', lines(512, 40) + lines(1024, 40));
    assert.match(await refused(`--recording ${recording}`), /--memory: is missing: .*it has 512 MB arm64, 1,024 MB/);
    assert.equal(
      (await priced(`--recording ${recording} --memory 1024`)).charges[0]?.quantity,
      (0.1 * 300 + 0.9 * 26) * 1000,
    );
    const message = (logGroup: string) =>
      JSON.stringify({
        messageType: 'DATA_MESSAGE',
        logGroup,
        logStream: 's',
        logEvents: [{ id: '1', timestamp: 1, message: line(1, 512) }],
      });
    const two = await recordingOf('two', `${message('/aws/lambda/a')}\n${message('/aws/lambda/b')}\n`);
    assert.match(await refused(`--recording ${two}`), /holds the reports of 2 functions: a, b/);
  });
});
