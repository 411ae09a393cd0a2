import type { MetricFilter, SubscriptionFilter } from '@aws-sdk/client-cloudwatch-logs';
import { epochMilliseconds } from '../../units/index.js';
import type { GroupSettings, LogGroup, LogStream } from './log-group.js';
import type { LogsRegion, StoredResources } from './logs-region.js';

/** The stream by its place among the group's streams, timestamp, ingestion time, message: most of a snapshot is these. */
export type EventSnapshot = readonly [stream: number, timestamp: number, ingestionTime: number, message: string];

export interface GroupSnapshot {
  readonly name: string;
  readonly createdAt: number;
  readonly settings: GroupSettings;
  readonly tags: Readonly<Record<string, string>>;
  readonly streams: readonly LogStream[];
  readonly metricFilters: readonly MetricFilter[];
  readonly subscriptionFilters: readonly SubscriptionFilter[];
  readonly events: readonly EventSnapshot[];
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
  const streams = [...group.streams.values()];
  const places = new Map(streams.map(({ name }, place) => [name, place]));
  return {
    name: group.name,
    createdAt: group.createdAt,
    settings: group.settings,
    tags: Object.fromEntries(group.tags),
    streams,
    metricFilters: [...group.metricFilters.values()],
    subscriptionFilters: [...group.subscriptionFilters.values()],
    // An event whose stream has been forgotten (`MAX_STREAMS`) is of no stream that could be asked for.
    events: group.events.all().flatMap(({ stream, timestamp, ingestionTime, message }) => {
      const place = places.get(stream);
      return place === undefined ? [] : [[place, timestamp, ingestionTime, message] as const];
    }),
  };
}

function restoreGroup(snapshot: GroupSnapshot, region: LogsRegion): void {
  const group = region.createGroup(snapshot.name, epochMilliseconds(snapshot.createdAt));
  Object.assign(group.settings, snapshot.settings);
  for (const [key, value] of Object.entries(snapshot.tags)) group.tags.set(key, value);
  for (const stream of snapshot.streams) group.streams.set(stream.name, { ...stream });
  for (const filter of snapshot.metricFilters) group.metricFilters.set(filter.filterName ?? '', filter);
  for (const filter of snapshot.subscriptionFilters) group.subscriptionFilters.set(filter.filterName ?? '', filter);
  for (const [place, timestamp, ingestionTime, message] of snapshot.events) {
    const stream = snapshot.streams[place]?.name ?? '';
    group.events.append(stream, epochMilliseconds(timestamp), epochMilliseconds(ingestionTime), message);
  }
}
