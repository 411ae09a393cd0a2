import type {
  Delivery,
  DeliveryDestination,
  DeliverySource,
  Destination,
  QueryDefinition,
  ResourcePolicy,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Clock } from '../clock.js';
import { type GroupHost, LogGroup } from './log-group.js';
import { QueryRuns } from './query-runs.js';

/** What is stored and returned, and does nothing else here. */
export interface StoredResources {
  readonly resourcePolicies: Map<string, ResourcePolicy>;
  readonly destinations: Map<string, Destination>;
  readonly destinationTags: Map<string, Record<string, string>>;
  readonly deliverySources: Map<string, DeliverySource>;
  readonly deliveryDestinations: Map<string, DeliveryDestination>;
  readonly deliveryDestinationPolicies: Map<string, string>;
  readonly deliveries: Map<string, Delivery>;
  readonly queryDefinitions: Map<string, QueryDefinition>;
}

/** CloudWatch Logs of one region. */
export class LogsRegion {
  readonly name: string;
  readonly resources: StoredResources = {
    resourcePolicies: new Map(),
    destinations: new Map(),
    destinationTags: new Map(),
    deliverySources: new Map(),
    deliveryDestinations: new Map(),
    deliveryDestinationPolicies: new Map(),
    deliveries: new Map(),
    queryDefinitions: new Map(),
  };
  /** Of these AWS says that they are not there in other words (recorded 2026-02-04). */
  readonly deletedDeliverySources = new Set<string>();
  readonly queries: QueryRuns;
  readonly clock: Clock;
  readonly #groups = new Map<string, LogGroup>();
  readonly #host: GroupHost;

  constructor(name: string, clock: Clock, host: GroupHost) {
    this.name = name;
    this.clock = clock;
    this.#host = host;
    this.queries = new QueryRuns(clock);
  }

  group(name: string): LogGroup | undefined {
    const group = this.#groups.get(name);
    group?.expire(this.clock.epoch());
    return group;
  }

  /** By name, as AWS lists them. */
  groups(): LogGroup[] {
    return [...this.#groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  createGroup(name: string, createdAt = this.clock.epoch()): LogGroup {
    const group = new LogGroup({ region: this.name, name }, createdAt, this.#host);
    this.#groups.set(name, group);
    return group;
  }

  deleteGroup(group: LogGroup): void {
    this.#groups.delete(group.name);
    group.events.close();
    this.#host.journal()?.groupDeleted(this.name, group.name);
  }

  /** For an execution environment: the first line that a function writes makes its group, as in AWS. */
  append(groupName: string, streamName: string, message: string): void {
    const now = this.clock.epoch();
    (this.#groups.get(groupName) ?? this.createGroup(groupName, now)).append(streamName, now, now, message);
  }
}
