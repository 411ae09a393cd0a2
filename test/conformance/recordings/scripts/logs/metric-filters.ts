import { logsRules } from '../../compare/rules.js';
import { keyed, numbered, type Transformer } from '../../compare/transformers.js';
import { script } from '../../script.js';
import { type Stage, uniqueName } from '../../stage/stage.js';
import { createLogGroup } from './log-group.js';

const names: Readonly<Record<string, Transformer>> = {
  filter: numbered(keyed('filterName'), 'filter-name'),
  metric: numbered(keyed('metricName'), 'metric-name'),
  namespace: numbered(keyed('metricNamespace'), 'metric-namespace'),
};

interface Filter {
  readonly name?: string;
  readonly pattern?: string;
  readonly metric?: string;
  readonly namespace?: string;
  readonly value?: string;
}

async function createFilter(stage: Stage, logGroupName: string, filter: Filter = {}): Promise<void> {
  const { name = uniqueName('filter-'), pattern = 'pattern', metric = 'metric' } = filter;
  const { namespace = 'namespace', value = '1' } = filter;
  await stage.logs.putMetricFilter({
    logGroupName,
    filterName: name,
    filterPattern: pattern,
    metricTransformations: [{ metricNamespace: namespace, metricName: metric, metricValue: value }],
  });
}

export const metricFilterScripts = [
  script('TestMetricFilters::test_describe_metric_filters_by_prefix', async (stage) => {
    stage.addRules(...logsRules, ...Object.values(names));
    const filterNamePrefix = uniqueName('test-filter-prefix-');
    for (const index of [0, 1]) {
      await createFilter(stage, await createLogGroup(stage), {
        name: `${filterNamePrefix}-${index}`,
        pattern: `filterPattern${index}`,
        metric: `metric${index}`,
        namespace: `namespace${index}`,
        value: String(index),
      });
    }
    await stage.record('describe-by-prefix', stage.logs.describeMetricFilters({ filterNamePrefix }));
  }),
  script('TestMetricFilters::test_describe_metric_filters_by_log_group', async (stage) => {
    stage.addRules(...logsRules, numbered(keyed('filterName'), 'filter-name'));
    const [logGroupName, other] = [await createLogGroup(stage), await createLogGroup(stage)];
    for (const name of [logGroupName, other]) await createFilter(stage, name);
    await stage.record('describe-by-log-group', stage.logs.describeMetricFilters({ logGroupName }));
  }),
  script('TestMetricFilters::test_describe_metric_filters_by_metric_name', async (stage) => {
    stage.addRules(...logsRules, ...Object.values(names));
    const metric = { metricName: uniqueName('test-metric-'), metricNamespace: uniqueName('test-namespace-') };
    const filter = { metric: metric.metricName, namespace: metric.metricNamespace };
    await createFilter(stage, await createLogGroup(stage), filter);
    await stage.record('describe-by-metric-name', stage.logs.describeMetricFilters(metric));
  }),
  script('TestMetricFiltersValidation::test_delete_metric_filter_invalid_filter_name', async (stage) => {
    const logGroupName = await createLogGroup(stage);
    const remove = stage.logs.deleteMetricFilter({ logGroupName, filterName: 'X'.repeat(513) });
    await stage.record('error-invalid-filter-name', remove);
  }),
  script('TestMetricFiltersValidation::test_describe_metric_filters_invalid_parameters', async (stage) => {
    const prefix = stage.logs.describeMetricFilters({ filterNamePrefix: 'X'.repeat(513) });
    await stage.record('error-invalid-filter-prefix', prefix);
    const metric = { metricName: 'X'.repeat(256), metricNamespace: 'valid' };
    await stage.record('error-invalid-metric-name', stage.logs.describeMetricFilters(metric));
  }),
];
