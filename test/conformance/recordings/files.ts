import { codeHashes, introspectionRules, lambdaRules } from './compare/rules.js';
import { keyed, masked, numbered, type Transformer } from './compare/transformers.js';
import type { Script } from './script.js';
import { destinationScripts } from './scripts/lambda/destinations.js';
import { lambdaScripts } from './scripts/lambda/index.js';
import { lambdaApiScripts } from './scripts/lambda-api/index.js';
import { deliveryScripts } from './scripts/logs/delivery.js';
import { filterEventScripts, logEventScripts } from './scripts/logs/events.js';
import { logGroupScripts } from './scripts/logs/groups.js';
import { metricFilterScripts } from './scripts/logs/metric-filters.js';
import { exportTaskScripts, queryScripts, resourcePolicyScripts } from './scripts/logs/queries-and-policies.js';
import { logStreamScripts } from './scripts/logs/streams.js';
import { subscriptionFilterScripts } from './scripts/logs/subscription-filters.js';
import { commonScripts, runtimeScripts } from './scripts/runtimes.js';

/** The tests of one recorded file, with the rules that they share. */
export interface RecordedFile {
  readonly rules: readonly Transformer[];
  readonly scripts: readonly Script[];
}

const unruled = (scripts: readonly Script[]): RecordedFile => ({ rules: [], scripts });

export const recordedFiles: Readonly<Record<string, RecordedFile>> = {
  'lambda-lambda': { rules: [...lambdaRules, masked(keyed('CodeSha256'), 'code-sha256')], scripts: lambdaScripts },
  'lambda-lambda_api': { rules: [...lambdaRules, codeHashes], scripts: lambdaApiScripts },
  'lambda-lambda_common': {
    rules: [...lambdaRules, ...introspectionRules, masked(keyed('CodeSha256'), '<code-sha256>')],
    scripts: commonScripts,
  },
  'lambda-lambda_destinations': {
    rules: [
      ...lambdaRules,
      numbered(keyed('ReceiptHandle'), 'receipt-handle'),
      numbered(keyed('MD5OfBody'), 'm-d5-of-body'),
    ],
    scripts: destinationScripts,
  },
  'lambda-lambda_runtimes': {
    rules: [...lambdaRules, numbered(keyed('CodeSha256'), '<code-sha-256>')],
    scripts: runtimeScripts,
  },
  'logs-logs_delivery': unruled(deliveryScripts),
  'logs-logs_events': unruled(logEventScripts),
  'logs-logs_export_tasks': unruled(exportTaskScripts),
  'logs-logs_filter_events': unruled(filterEventScripts),
  'logs-logs_groups': unruled(logGroupScripts),
  'logs-logs_metric_filters': unruled(metricFilterScripts),
  'logs-logs_queries': unruled(queryScripts),
  'logs-logs_resource_policies': unruled(resourcePolicyScripts),
  'logs-logs_streams': unruled(logStreamScripts),
  'logs-logs_subscription_filters': unruled(subscriptionFilterScripts),
};
