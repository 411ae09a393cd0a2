import { script } from '../../script.js';
import { uniqueName } from '../../stage/stage.js';
import { createLogGroup, createLogStream } from './log-group.js';

const nextToken = 'invalid-token';

export const logEventScripts = [
  script('TestLogsEvents::test_put_log_events_to_invalid_stream', async (stage) => {
    const logGroupName = await createLogGroup(stage);
    const logEvents = [{ timestamp: Date.now(), message: 'test' }];
    const put = stage.logs.putLogEvents({ logGroupName, logStreamName: 'invalid-stream', logEvents });
    await stage.record('error-invalid-stream', put);
  }),
  script('TestLogsEvents::test_get_log_events_invalid_token', async (stage) => {
    const logGroupName = await createLogGroup(stage);
    const logStreamName = await createLogStream(stage, logGroupName);
    await stage.record('error-invalid-token', stage.logs.getLogEvents({ logGroupName, logStreamName, nextToken }));
  }),
  script('TestLogsEventsErrors::test_resource_does_not_exist', async (stage) => {
    const { logs } = stage;
    const where = { logGroupName: uniqueName('log-group-'), logStreamName: uniqueName('log-stream-') };
    await stage.record('error-log-group-does-not-exist', logs.getLogEvents(where));
    await logs.createLogGroup({ logGroupName: where.logGroupName });
    await stage.record('error-log-stream-does-not-exist', logs.getLogEvents(where));
  }),
];

export const filterEventScripts = [
  script('TestFilterLogEvents::test_filter_log_events_unknown_token', async (stage) => {
    const logGroupName = await createLogGroup(stage);
    const logStreamNames = [await createLogStream(stage, logGroupName)];
    const filter = stage.logs.filterLogEvents({ logGroupName, logStreamNames, limit: 20, nextToken });
    await stage.record('invalid-token', filter);
  }),
];
