import { logsRules } from '../../compare/rules.js';
import { script } from '../../script.js';
import { until } from '../../stage/functions.js';
import { type Stage, uniqueName } from '../../stage/stage.js';
import { createLogGroup } from './log-group.js';

/** A pattern is looked up in an index that takes a while to know a new group. */
const untilFound = ({ logs }: Stage, logGroupNamePattern: string): Promise<void> =>
  until(async () => ((await logs.describeLogGroups({ logGroupNamePattern })).logGroups ?? []).length > 0);

async function listWithPattern(stage: Stage): Promise<void> {
  const { logs } = stage;
  stage.addRules(...logsRules);
  const name = await createLogGroup(stage, 'test-list-');
  const logGroupNamePattern = name.replace('test-list-', '');
  const none = logs.listLogGroups({ logGroupNamePattern: 'no-such-group' });
  await stage.record('list-log-groups-no-match', none);
  await untilFound(stage, logGroupNamePattern);
  const { logGroups = [] } = await logs.describeLogGroups({ logGroupNamePattern });
  stage.note('list-log-groups-match', JSON.parse(JSON.stringify(logGroups)));
}

export const logGroupScripts = [
  script('TestLogsGroups::test_create_log_group_duplicate_error', async (stage) => {
    const logGroupName = await createLogGroup(stage);
    await stage.record('error-duplicate-log-group', stage.logs.createLogGroup({ logGroupName }));
  }),
  script('TestLogsGroups::test_describe_log_groups_with_prefix', async (stage) => {
    stage.addRules(...logsRules);
    const logGroupNamePrefix = uniqueName('test-prefix-');
    for (const index of [0, 1, 2]) {
      await stage.logs.createLogGroup({ logGroupName: `${logGroupNamePrefix}-group-${index}` });
    }
    await stage.record('describe-log-groups-prefix', stage.logs.describeLogGroups({ logGroupNamePrefix }));
  }),
  script('TestLogsGroups::test_describe_log_groups_with_pattern', async (stage) => {
    stage.addRules(...logsRules);
    const name = await createLogGroup(stage, 'test-pattern-');
    const logGroupNamePattern = name.replace('test-pattern-', '');
    await untilFound(stage, logGroupNamePattern);
    await stage.record('describe-log-groups-pattern', stage.logs.describeLogGroups({ logGroupNamePattern }));
  }),
  script('TestLogsGroups::test_list_log_groups_with_pattern', listWithPattern),
  script('TestLogsGroupsTags::test_tag_log_group', async (stage) => {
    stage.addRules(...logsRules);
    const logGroupName = await createLogGroup(stage, 'test-tags-');
    await stage.logs.tagLogGroup({ logGroupName, tags: { tag_key_1: 'tag_value_1' } });
    await stage.record('list-tags-after-tag', stage.logs.listTagsLogGroup({ logGroupName }));
  }),
];
