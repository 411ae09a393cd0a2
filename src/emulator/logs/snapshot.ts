import type { MetricFilter, SubscriptionFilter } from '@aws-sdk/client-cloudwatch-logs';
import { epochMilliseconds } from '../../units/index.js';
import type { GroupSettings, LogGroup, LogStream } from './log-group.js';
import type { LogsRegion, StoredResources } from './logs-region.js';

export interface GroupSnapshot {
  readonly name: string;
  readonly createdAt: number;
  readonly settings: GroupSettings;
  readonly tags: Readonly<Record<string, string>>;
  readonly streams: readonly LogStream[];
  readonly metricFilters: readonly MetricFilter[];
  readonly subscriptionFilters: readonly SubscriptionFilter[];
}

export interface RegionSnapshot {
  readonly name: string;
  readonly groups: readonly GroupSnapshot[];
  readonly resources: { readonly [K in keyof StoredResources]?: [string, unknown][] };
}

export interface LogsSnapshot {
  readonly version: 1;
  readonly regions: readonly RegionSnapshot[];
}

export function snapshotOf(region: LogsRegion): RegionSnapshot {
  const resources = Object.entries(region.resources).map(([kind, map]) => [kind, [...map]]);
  return { name: region.name, groups: region.groups().map(groupSnapshot), resources: Object.fromEntries(resources) };
}

export function regionOf(snapshot: RegionSnapshot, region: LogsRegion): void {
  for (const group of snapshot.groups) restoreGroup(group, region);
  for (const [kind, map] of Object.entries(region.resources) as [keyof StoredResources, Map<string, unknown>][]) {
    for (const [name, value] of snapshot.resources[kind] ?? []) map.set(name, value);
  }
}

function groupSnapshot(group: LogGroup): GroupSnapshot {
  return {
    name: group.name,
    createdAt: group.createdAt,
    settings: group.settings,
    tags: Object.fromEntries(group.tags),
    streams: [...group.streams.values()],
    metricFilters: [...group.metricFilters.values()],
    subscriptionFilters: [...group.subscriptionFilters.values()],
  };
}

function restoreGroup(snapshot: GroupSnapshot, region: LogsRegion): void {
  const createdAt = epochMilliseconds(snapshot.createdAt);
  const group = region.group(snapshot.name) ?? region.createGroup(snapshot.name, createdAt);
  group.createdAt = createdAt;
  Object.assign(group.settings, snapshot.settings);
  for (const [key, value] of Object.entries(snapshot.tags)) group.tags.set(key, value);
  // The events have made the streams that they are in, and know them better.
  for (const stream of snapshot.streams) {
    if (!group.streams.has(stream.name)) group.streams.set(stream.name, { ...stream });
  }
  for (const filter of snapshot.metricFilters) group.metricFilters.set(filter.filterName ?? '', filter);
  for (const filter of snapshot.subscriptionFilters) group.subscriptionFilters.set(filter.filterName ?? '', filter);
}
