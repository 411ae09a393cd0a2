import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { type LogGroupEvent, readLogGroup } from '../../src/target/index.js';
import { naming, OUTERMOST } from '../../src/target/troubles/index.js';
import { epochMilliseconds } from '../../src/units/index.js';

type Answer = { readonly error: string } | { readonly events?: readonly object[]; readonly nextToken?: string };

const cleanups: (() => void)[] = [];
after(() => {
  for (const clean of cleanups) clean();
});

/** A service that gives these answers one after another, and what it was asked. */
async function service(
  answers: readonly Answer[],
): Promise<{ logs: CloudWatchLogsClient; asked: Record<string, unknown>[] }> {
  const asked: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      const answer = answers[asked.length] ?? {};
      asked.push(JSON.parse(body));
      const failed = 'error' in answer;
      response.writeHead(failed ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(failed ? { __type: answer.error, message: 'said the service' } : answer));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  const endpoint = `http://127.0.0.1:${port}`;
  const logs = new CloudWatchLogsClient({ endpoint, region: 'us-east-1', credentials, maxAttempts: 1 });
  logs.middlewareStack.add(naming('logs'), OUTERMOST);
  cleanups.push(() => {
    logs.destroy();
    server.close();
  });
  return { logs, asked };
}

const event = (timestamp: number) => ({
  timestamp,
  message: `m${timestamp}`,
  logStreamName: 's',
  eventId: `${timestamp}`,
});
const hearer = (signal = new AbortController().signal) => {
  const heard = { events: [] as LogGroupEvent[], pages: 0, throttled: 0, busy: [] as number[], waits: [] as number[] };
  return {
    heard,
    onEvent: (it: LogGroupEvent) => heard.events.push(it),
    onBusy: (throttled: number) => heard.busy.push(throttled),
    onPage: (throttled: number) => {
      heard.pages += 1;
      heard.throttled = throttled;
    },
    signal,
    wait: async (time: number) => heard.waits.push(time),
  };
};

test('goes on behind an empty page, and asks for the span on every page', async () => {
  const { logs, asked } = await service([
    { events: [event(1)], nextToken: 'a' },
    { events: [], nextToken: 'b' },
    { events: [event(2), event(3)] },
  ]);
  const it = hearer();
  await readLogGroup(logs, { logGroup: 'g', start: epochMilliseconds(1), end: epochMilliseconds(9) }, it);
  assert.deepEqual(
    it.heard.events.map(({ timestamp, message, logStream }) => [timestamp, message, logStream]),
    [1, 2, 3].map((time) => [time, `m${time}`, 's']),
  );
  const span = { logGroupName: 'g', startTime: 1, endTime: 9 };
  assert.deepEqual(asked, [span, { ...span, nextToken: 'a' }, { ...span, nextToken: 'b' }]);
  assert.equal(it.heard.pages, 3);
});

test('waits when it is asked to slow down, counts it, and asks for the same page again', async () => {
  const busy = { error: 'ThrottlingException' };
  const { logs, asked } = await service([{ events: [event(1)], nextToken: 'a' }, busy, busy, { events: [event(2)] }]);
  const it = hearer();
  await readLogGroup(logs, { logGroup: 'g' }, it);
  assert.deepEqual([it.heard.events.length, it.heard.throttled, it.heard.waits.length], [2, 2, 2]);
  assert.deepEqual(it.heard.busy, [1, 2]);
  assert.deepEqual(
    asked.map(({ nextToken }) => nextToken),
    [undefined, 'a', 'a', 'a'],
  );
});

test('gives up on a service that stays busy, in words', async () => {
  const { logs, asked } = await service(Array.from({ length: 30 }, () => ({ error: 'ThrottlingException' })));
  await assert.rejects(readLogGroup(logs, { logGroup: 'g' }, hearer()), {
    name: 'TargetError',
    message: 'reading g: the service still asks to slow down after 10 attempts (ThrottlingException)',
    hint: /--resume .* quota of FilterLogEvents/,
  });
  assert.equal(asked.length, 10);
});

for (const [error, problem, hint] of [
  ['ResourceNotFoundException', /there is no log group g/, /describe-log-groups/],
  [
    'AccessDeniedException',
    /^reading g: AWS denies logs:FilterLogEvents$/,
    /needs this line in a policy .*"logs:FilterLogEvents"/,
  ],
  ['InvalidParameterException', /reading g failed: InvalidParameterException: said the service/, /./],
] as const) {
  test(`says ${error} in the user's words`, async () => {
    const { logs } = await service([{ error }]);
    await assert.rejects(readLogGroup(logs, { logGroup: 'g' }, hearer()), (thrown: Error & { hint?: string }) => {
      assert.match(thrown.message, problem);
      assert.match(thrown.hint ?? '', hint);
      return true;
    });
  });
}

test('ends between two pages when it is told to', async () => {
  const control = new AbortController();
  const { logs, asked } = await service([{ events: [event(1)], nextToken: 'a' }, { events: [event(2)] }]);
  const it = { ...hearer(control.signal), onPage: () => control.abort() };
  await assert.rejects(readLogGroup(logs, { logGroup: 'g' }, it), { name: 'AbortError' });
  assert.equal(asked.length, 1);
});
