import { logsRules } from '../../compare/rules.js';
import { script } from '../../script.js';
import { createLogGroup } from './log-group.js';

const ELSEWHERE = 'us-east-1:123456789012';
const NO_GROUP = 'not-existing-log-group';

export const subscriptionFilterScripts = [
  script('TestSubscriptionFilters::test_describe_subscription_filters_empty', async (stage) => {
    stage.addRules(...logsRules);
    const logGroupName = await createLogGroup(stage);
    const filters = stage.logs.describeSubscriptionFilters({ logGroupName });
    await stage.record('describe-subscription-filters-empty', filters);
  }),
  script('TestSubscriptionFilterUpdates::test_delete_subscription_filter_errors', async (stage) => {
    const logGroupName = await createLogGroup(stage);
    const remove = (group: string, filterName: string) =>
      stage.logs.deleteSubscriptionFilter({ logGroupName: group, filterName });
    await stage.record('error-log-group-not-found', remove(NO_GROUP, 'test'));
    await stage.record('error-filter-not-found', remove(logGroupName, 'wrong-filter-name'));
  }),
  script('TestSubscriptionFilterUpdates::test_put_subscription_filter_errors', async (stage) => {
    const ownGroup = await createLogGroup(stage);
    const put = (step: string, logGroupName: string, destinationArn: string) => {
      const filter = { logGroupName, filterName: 'test', filterPattern: '', destinationArn };
      return stage.record(`error-${step}-not-found`, stage.logs.putSubscriptionFilter(filter));
    };
    await put('log-group', NO_GROUP, `arn:aws:lambda:${ELSEWHERE}:function:test`);
    await put('lambda', ownGroup, `arn:aws:lambda:${ELSEWHERE}:function:not-existing`);
    await put('kinesis', ownGroup, `arn:aws:kinesis:${ELSEWHERE}:stream/unknown-stream`);
  }),
];
