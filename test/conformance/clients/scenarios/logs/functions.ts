import assert from 'node:assert/strict';
import { type Actor, until } from '../../actor.js';
import type { Scenario } from '../../scenario.js';

const PRINT = {
  'index.js': 'exports.handler = async (event) => { console.log("handled", event.n); console.warn("late"); }',
};

/** What Lambda writes of its functions, read as users read it. */
export const functionLogs: Scenario = {
  name: 'functionlogs',
  async run(actor) {
    await text(actor);
    await json(actor);
  },
};

async function text({ lambda, logs, givenFunction }: Actor): Promise<void> {
  const logGroupName = '/aws/lambda/talking';
  await givenFunction('talking', { source: PRINT });
  await lambda.answers('Invoke', { FunctionName: 'talking', Payload: '{"n":1}' });
  await lambda.answers('Invoke', { FunctionName: 'talking', Payload: '{"n":2}' });
  const reports = await until(
    () => logs.answers('FilterLogEvents', { logGroupName, filterPattern: 'REPORT' }),
    ({ events = [] }) => events.length === 2,
  );
  assert.match(
    reports.events?.[0]?.message ?? '',
    /^REPORT RequestId: [0-9a-f-]{36}\tDuration: .*Init Duration: [\d.]+ ms/,
  );
  const { logStreams: [stream] = [] } = await logs.answers(
    'DescribeLogStreams',
    { logGroupName },
    { logStreams: [{ logStreamName: /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/ }] },
  );
  const { events = [] } = await logs.answers('GetLogEvents', {
    logGroupName,
    logStreamName: stream?.logStreamName,
    startFromHead: true,
  });
  const lines = events.map(({ message = '' }) => message.split(/[ \t]/)[0]?.replace(/^\d{4}-.*Z$/, 'printed'));
  assert.deepEqual(lines, [
    'INIT_START',
    ...['START', 'printed', 'printed', 'END', 'REPORT'],
    ...['START', 'printed', 'printed', 'END', 'REPORT'],
  ]);
}

async function json({ lambda, logs, givenFunction }: Actor): Promise<void> {
  await givenFunction('structured', {
    source: PRINT,
    LoggingConfig: { LogFormat: 'JSON', ApplicationLogLevel: 'WARN', SystemLogLevel: 'INFO', LogGroup: 'own' },
  });
  await lambda.answers('Invoke', { FunctionName: 'structured', Payload: '{"n":1}' });
  const report = {
    logGroupName: 'own',
    filterPattern: '{ $.type = "platform.report" && $.record.metrics.durationMs > 0 }',
  };
  await until(
    () => logs.answers('FilterLogEvents', report),
    ({ events: found = [] }) => found.length === 1,
  );
  const warned = await logs.answers('FilterLogEvents', {
    logGroupName: 'own',
    filterPattern: '{ $.level = "WARN" }',
  });
  assert.equal(JSON.parse(warned.events?.[0]?.message ?? '{}').message, 'late');
  await logs.answers(
    'FilterLogEvents',
    { logGroupName: 'own', filterPattern: '{ $.message = "handled*" }' },
    { events: [] },
  );
}
