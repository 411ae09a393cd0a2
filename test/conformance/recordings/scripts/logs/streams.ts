import assert from 'node:assert/strict';
import { ACCOUNT, logsRules, REGION } from '../../compare/rules.js';
import { script } from '../../script.js';
import { uniqueName } from '../../stage/stage.js';
import { createLogGroup, createLogStream } from './log-group.js';

export const logStreamScripts = [
  script('TestLogsStreams::test_describe_log_streams_with_prefix', async (stage) => {
    stage.addRules(...logsRules);
    const logGroupName = await createLogGroup(stage);
    stage.replace(logGroupName, '<log-group>');
    const logStreamNamePrefix = uniqueName('test-prefix-');
    for (const index of [0, 1, 2]) {
      const logStreamName = `${logStreamNamePrefix}-stream-${index}`;
      await stage.logs.createLogStream({ logGroupName, logStreamName });
    }
    const streams = stage.logs.describeLogStreams({ logGroupName, logStreamNamePrefix });
    await stage.record('describe-streams-with-prefix', streams);
  }),
  script('TestLogsStreams::test_log_stream_arn_format', async (stage) => {
    stage.addRules(...logsRules);
    const logGroupName = await createLogGroup(stage);
    stage.replace(logGroupName, '<log-group>');
    const name = await createLogStream(stage, logGroupName, 'test-arn-');
    const streams = stage.logs.describeLogStreams({ logGroupName });
    const { logStreams = [] } = await stage.record('describe-log-streams-with-arn', streams);
    const arn = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:${logGroupName}:log-stream:${name}`;
    assert.equal(logStreams[0]?.arn, arn);
  }),
];
