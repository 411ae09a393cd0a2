import { logsRules } from '../../compare/rules.js';
import { keyed, masked, numbered } from '../../compare/transformers.js';
import { script } from '../../script.js';
import { until } from '../../stage/functions.js';
import { type Stage, uniqueName } from '../../stage/stage.js';
import { createLogGroup } from './log-group.js';

async function queriesByStatus(stage: Stage): Promise<void> {
  const { logs } = stage;
  const logGroupName = await createLogGroup(stage);
  const now = Math.floor(Date.now() / 1000);
  const [startTime, endTime] = [now - 3600, now + 300];
  await logs.startQuery({ logGroupName, startTime, endTime, queryString: 'fields @message' });
  const complete = () => logs.describeQueries({ logGroupName, status: 'Complete' });
  await until(async () => ((await complete()).queries ?? []).length > 0);
  stage.addRules(...logsRules, masked(keyed('createTime'), 'create-time'), numbered(keyed('status'), 'status'));
  stage.replace(String(startTime), '<start-time>');
  stage.replace(String(endTime), '<end-time>');
  stage.replace(logGroupName, '<log-group>');
  await stage.record('describe-queries-complete', complete());
  const scheduled = logs.describeQueries({ logGroupName, status: 'Scheduled' });
  await stage.record('describe-queries-scheduled', scheduled);
}

async function resourcePolicy(stage: Stage): Promise<void> {
  const { logs } = stage;
  stage.addRules(...logsRules);
  const logGroupNamePrefix = await createLogGroup(stage);
  const { logGroups = [] } = await logs.describeLogGroups({ logGroupNamePrefix });
  const arn = logGroups[0]?.arn ?? '';
  stage.addRules(numbered(keyed('policyName'), 'policy-name'), masked(keyed('lastUpdatedTime'), 'last-updated-time'));
  // The recorder took the ARN for a pattern, in which `:*` asks for colons: the star stays behind.
  stage.replace(arn.replace(/\*$/, ''), '<log-group-arn>');
  const statement = {
    Sid: 'Route53LogsToCloudWatchLogs',
    Effect: 'Allow',
    Principal: { Service: ['route53.amazonaws.com'] },
    Action: 'logs:PutLogEvents',
    Resource: arn,
  };
  const policyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  const put = logs.putResourcePolicy({ policyName: uniqueName('test-policy-'), policyDocument });
  await stage.record('put-resource-policy', put);
}

export const queryScripts = [
  script('TestCloudWatchLogsInsightsQueries::test_describe_queries_with_status_filter', queriesByStatus),
];
export const resourcePolicyScripts = [script('TestResourcePolicies::test_put_resource_policy', resourcePolicy)];
export const exportTaskScripts = [
  script('TestExportTasks::test_describe_export_tasks_not_found', async (stage) => {
    const tasks = stage.logs.describeExportTasks({ taskId: 'non-existent-task-id' });
    await stage.record('task-not-found', tasks);
  }),
];
