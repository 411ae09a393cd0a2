import type { Operation } from '../operation.js';
import { createLogGroup } from './create-log-group.js';
import { deleteLogGroup } from './delete-log-group.js';
import {
  createDelivery,
  deleteDelivery,
  describeDeliveries,
  getDelivery,
  updateDeliveryConfiguration,
} from './deliveries.js';
import {
  deleteDeliveryDestinationPolicy,
  getDeliveryDestinationPolicy,
  putDeliveryDestinationPolicy,
} from './delivery-destination-policies.js';
import {
  deleteDeliveryDestination,
  describeDeliveryDestinations,
  getDeliveryDestination,
  putDeliveryDestination,
} from './delivery-destinations.js';
import {
  deleteDeliverySource,
  describeDeliverySources,
  getDeliverySource,
  putDeliverySource,
} from './delivery-sources.js';
import { describeLogGroups } from './describe-log-groups.js';
import { describeLogStreams } from './describe-log-streams.js';
import { describeQueries } from './describe-queries.js';
import { deleteDestination, describeDestinations, putDestination, putDestinationPolicy } from './destinations.js';
import { cancelExportTask, createExportTask, describeExportTasks } from './export-tasks.js';
import { filterLogEvents } from './filter-log-events.js';
import { getLogEvents } from './get-log-events.js';
import { getLogGroupFields } from './get-log-group-fields.js';
import { getLogRecord } from './get-log-record.js';
import { listLogGroups } from './list-log-groups.js';
import {
  associateKmsKey,
  deleteRetentionPolicy,
  disassociateKmsKey,
  putLogGroupDeletionProtection,
  putRetentionPolicy,
} from './log-group-settings.js';
import { listTagsLogGroup, tagLogGroup, untagLogGroup } from './log-group-tags.js';
import { createLogStream, deleteLogStream } from './log-streams.js';
import { deleteMetricFilter, describeMetricFilters, putMetricFilter, testMetricFilter } from './metric-filters.js';
import { putLogEvents } from './put-log-events.js';
import { deleteQueryDefinition, describeQueryDefinitions, putQueryDefinition } from './query-definitions.js';
import { getQueryResults, stopQuery } from './query-results.js';
import { deleteResourcePolicy, describeResourcePolicies, putResourcePolicy } from './resource-policies.js';
import { startQuery } from './start-query.js';
import {
  deleteSubscriptionFilter,
  describeSubscriptionFilters,
  putSubscriptionFilter,
} from './subscription-filters.js';
import { listTagsForResource, tagResource, untagResource } from './tags.js';

/** Every operation of CloudWatch Logs that the emulator answers. */
export const logsOperations: readonly Operation[] = [
  ...[createLogGroup],
  ...[deleteLogGroup],
  ...[createDelivery, deleteDelivery, describeDeliveries, getDelivery, updateDeliveryConfiguration],
  ...[deleteDeliveryDestinationPolicy, getDeliveryDestinationPolicy, putDeliveryDestinationPolicy],
  ...[deleteDeliveryDestination, describeDeliveryDestinations, getDeliveryDestination, putDeliveryDestination],
  ...[deleteDeliverySource, describeDeliverySources, getDeliverySource, putDeliverySource],
  ...[describeLogGroups],
  ...[describeLogStreams],
  ...[describeQueries],
  ...[deleteDestination, describeDestinations, putDestination, putDestinationPolicy],
  ...[cancelExportTask, createExportTask, describeExportTasks],
  ...[filterLogEvents],
  ...[getLogEvents],
  ...[getLogGroupFields],
  ...[getLogRecord],
  ...[listLogGroups],
  ...[associateKmsKey, deleteRetentionPolicy, disassociateKmsKey, putLogGroupDeletionProtection, putRetentionPolicy],
  ...[listTagsLogGroup, tagLogGroup, untagLogGroup],
  ...[createLogStream, deleteLogStream],
  ...[deleteMetricFilter, describeMetricFilters, putMetricFilter, testMetricFilter],
  ...[putLogEvents],
  ...[deleteQueryDefinition, describeQueryDefinitions, putQueryDefinition],
  ...[getQueryResults, stopQuery],
  ...[deleteResourcePolicy, describeResourcePolicies, putResourcePolicy],
  ...[startQuery],
  ...[deleteSubscriptionFilter, describeSubscriptionFilters, putSubscriptionFilter],
  ...[listTagsForResource, tagResource, untagResource],
];
