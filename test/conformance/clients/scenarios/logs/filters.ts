import type { Scenario } from '../../scenario.js';
import { BESIDE_THE_POINT } from '../refusals.js';
import { invalidParameter, notFound, refusal } from './refusals.js';

export const metricFilters: Scenario = {
  name: 'metrics',
  without: { aws: BESIDE_THE_POINT },
  async run({ logs }) {
    const logGroupName = 'metered';
    const filter = { logGroupName, filterName: 'errors' };
    const metricTransformations = [{ metricName: 'errors', metricNamespace: 'kelvin', metricValue: '1' }];
    await logs.answers('CreateLogGroup', { logGroupName });
    await logs.answers('PutMetricFilter', { ...filter, filterPattern: 'ERROR', metricTransformations });
    await logs.answers(
      'DescribeMetricFilters',
      { logGroupName },
      { metricFilters: [{ ...filter, filterPattern: 'ERROR', metricTransformations }] },
    );
    await logs.answers('DescribeLogGroups', {}, { logGroups: [{ metricFilterCount: 1 }] });
    await logs.answers(
      'TestMetricFilter',
      { filterPattern: '[a, b > 5]', logEventMessages: ['x 3', 'x 7'] },
      { matches: [{ eventNumber: 2, eventMessage: 'x 7', extractedValues: { $a: 'x', $b: '7' } }] },
    );
    await logs.refuses(
      'PutMetricFilter',
      { ...filter, filterName: 'f'.repeat(513), filterPattern: '', metricTransformations },
      invalidParameter(
        /^1 validation error detected: Value 'f+' at 'filterName' failed to satisfy constraint: Member must have length less than or equal to 512$/,
      ),
    );
    await logs.answers('DeleteMetricFilter', filter);
    await logs.refuses('DeleteMetricFilter', filter, notFound('The specified metric filter does not exist.'));
  },
};

export const subscriptionFilters: Scenario = {
  name: 'subscriptions',
  without: { aws: BESIDE_THE_POINT },
  async run({ logs, givenFunction, functionArn, region }) {
    const logGroupName = 'heard';
    const filter = { logGroupName, filterName: 'errors' };
    await givenFunction('listener');
    await logs.answers('CreateLogGroup', { logGroupName });
    await logs.answers('PutSubscriptionFilter', {
      ...filter,
      filterPattern: 'ERROR',
      destinationArn: functionArn('listener'),
    });
    await logs.answers(
      'DescribeSubscriptionFilters',
      { logGroupName },
      {
        subscriptionFilters: [{ ...filter, destinationArn: functionArn('listener'), distribution: 'ByLogStream' }],
      },
    );
    await logs.refuses(
      'PutSubscriptionFilter',
      { ...filter, filterPattern: '', destinationArn: `arn:aws:kinesis:${region}:000000000000:stream/s` },
      invalidParameter('destinationArn for vendor kinesis cannot be used without roleArn'),
    );
    await logs.refuses(
      'PutSubscriptionFilter',
      { ...filter, filterPattern: '', destinationArn: `arn:aws:lambda:${region}:111111111111:function:f` },
      refusal('AccessDeniedException', /^Cross-account lambda invocation passing is not allowed\./),
    );
    await logs.answers('DeleteSubscriptionFilter', filter);
    await logs.refuses(
      'DeleteSubscriptionFilter',
      filter,
      notFound('The specified subscription filter does not exist.'),
    );
  },
};
