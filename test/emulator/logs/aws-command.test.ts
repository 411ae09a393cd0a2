import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { LogsBench, REGION } from './bench.js';

const run = promisify(execFile);
const isThere = await run('aws', ['--version']).then(
  () => true,
  () => false,
);
const skip = isThere ? false : 'the aws command is not installed';

let bench: LogsBench;
before(async () => {
  bench = await LogsBench.start();
});
after(() => bench.close());

/** What `aws logs ...` prints, as JSON. */
async function aws(...args: string[]): Promise<Record<string, unknown>> {
  const options = ['--endpoint-url', bench.emulator.endpoint, '--region', REGION, '--output', 'json'];
  const env = { ...process.env, AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_PAGER: '' };
  const { stdout } = await run('aws', ['logs', ...args, ...options], { env });
  return stdout.trim() === '' ? {} : JSON.parse(stdout);
}

test('the aws command writes, filters and queries logs', { skip }, async () => {
  const group = ['--log-group-name', '/aws/lambda/from-cli'];
  const stream = [...group, '--log-stream-name', 's'];
  const now = Date.now();
  await aws('create-log-group', ...group, '--tags', 'env=test');
  await aws('create-log-stream', ...stream);
  const events = ['{"level":"ERROR","n":1}', '{"level":"INFO","n":2}'].map((message) => ({ timestamp: now, message }));
  await aws('put-log-events', ...stream, '--log-events', JSON.stringify(events));
  const { logGroups } = await aws('describe-log-groups', '--log-group-name-prefix', '/aws/lambda/');
  assert.equal((logGroups as { logGroupName: string }[])[0]?.logGroupName, '/aws/lambda/from-cli');
  const filtered = await aws('filter-log-events', ...group, '--filter-pattern', '{ $.level = "ERROR" }');
  assert.equal((filtered.events as object[]).length, 1);
  const read = await aws('get-log-events', ...stream, '--start-from-head');
  assert.equal((read.events as object[]).length, 2);
  const seconds = Math.floor(now / 1000);
  const span = ['--start-time', String(seconds - 60), '--end-time', String(seconds + 60)];
  const started = await aws(
    'start-query',
    ...group,
    ...span,
    '--query-string',
    'stats sum(n) as total by level | sort level',
  );
  let answer = await aws('get-query-results', '--query-id', String(started.queryId));
  while (answer.status === 'Running') answer = await aws('get-query-results', '--query-id', String(started.queryId));
  assert.deepEqual(answer.results, [
    [
      { field: 'level', value: 'ERROR' },
      { field: 'total', value: '1' },
    ],
    [
      { field: 'level', value: 'INFO' },
      { field: 'total', value: '2' },
    ],
  ]);
  await assert.rejects(aws('get-log-events', ...group, '--log-stream-name', 'nope'), {
    stderr: /\(ResourceNotFoundException\).*: The specified log stream does not exist\./,
  });
  await aws('delete-log-group', ...group);
});
