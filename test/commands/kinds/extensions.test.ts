import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { PublishLayerVersionCommand } from '@aws-sdk/client-lambda';
import { readRecording, startKind } from '../../../src/recording/index.js';
import type { FaultProxy, ProxiedAnswer } from '../../fixtures/faults/index.js';
import { hideEmulator } from '../../fixtures/hidden-emulator.js';
import { zipOf } from '../../fixtures/zip.js';
import { kelvinHere, temporaryFolder } from '../kelvin.js';
import { type Account, openAccount } from './kind-of-function.js';

const folder = temporaryFolder(after);
const WORKS_ON_MS = 80;
/** An extension that works on for a while after each answer, as those do that send what they have observed. */
const EXTENSION = `#!/usr/bin/env node
const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2020-01-01/extension/';
(async () => {
  const registered = await fetch(api + 'register', {
    method: 'POST',
    headers: { 'Lambda-Extension-Name': 'observer' },
    body: JSON.stringify({ events: ['INVOKE', 'SHUTDOWN'] }),
  });
  const headers = { 'Lambda-Extension-Identifier': registered.headers.get('lambda-extension-identifier') };
  for (;;) {
    const { eventType } = await (await fetch(api + 'event/next', { headers })).json();
    if (eventType === 'SHUTDOWN') process.exit(0);
    await new Promise((resolve) => setTimeout(resolve, ${WORKS_ON_MS}));
  }
})();
`;
let account: Account;
let proxy: FaultProxy;

/** AWS answers before extensions are done, and so before there is a report. Whether its tail waits is not verified. */
function withoutReport(answer: ProxiedAnswer): ProxiedAnswer {
  const log = answer.headers['x-amz-log-result'];
  if (typeof log !== 'string') return answer;
  const lines = Buffer.from(log, 'base64').toString('utf8').split('\n');
  const early = lines.filter((line) => !/^(END|REPORT)/.test(line)).join('\n');
  return { ...answer, headers: { ...answer.headers, 'x-amz-log-result': Buffer.from(early).toString('base64') } };
}

before(async () => {
  account = await openAccount();
  const ZipFile = await zipOf({ 'extensions/observer': EXTENSION }, 0o100755);
  const layer = new PublishLayerVersionCommand({ LayerName: 'observer', Content: { ZipFile } });
  const { LayerVersionArn } = await account.client.send(layer);
  await account.has('observed', { Layers: [LayerVersionArn ?? ''] });
  proxy = await hideEmulator(account.emulator.endpoint, {
    onAnswer: ({ operation }, answer) => (operation === 'Invoke' ? withoutReport(answer) : undefined),
  });
});
after(async () => {
  await proxy.close();
  await account.close();
});

test('what extensions take after the answer is in Duration, whether or not the tail waits for the report', async () => {
  for (const [out, endpoint] of [
    ['waits', account.emulator.endpoint],
    ['early', proxy.endpoint],
  ] as const) {
    const { code, stdout, stderr } = await kelvinHere(
      ['tune', '--function', 'observed', '--memory', '512', '--cold', '1', '--warm', '3', '--no-tui', '--yes'].concat(
        ...['--endpoint-url', endpoint, '--out', join(folder, out)],
      ),
      { env: account.env },
    );
    assert.ok(code === 0 || code === 4, `${stdout}${stderr}`);
    const { measurements } = readRecording(join(folder, out, 'recording.jsonl'));
    assert.ok(measurements.length >= 4);
    for (const { outcome, intended } of measurements) {
      assert.ok(outcome.kind === 'completed', JSON.stringify(outcome));
      assert.ok(outcome.report.durationMs >= WORKS_ON_MS - 5, `${outcome.report.durationMs} ms`);
      assert.equal(startKind(outcome.report), intended);
    }
  }
});
