import type { FunctionVersion } from './configuration.js';
import type { EventInvokeConfig } from './event-invoke-config.js';
import type { Policy } from './policy.js';
import type { ProvisionedConfig } from './provisioned-config.js';

/** A version with what changes of it while its content stays: where its creation or an update stands. */
export interface VersionEntry {
  /** What the API shows. */
  content: FunctionVersion;
  /** What invocations run: the content before an update until that is done, and nothing before the creation is. */
  serving: FunctionVersion | undefined;
  state: 'Pending' | 'Active' | 'Failed';
  /** AWS shows none while a function is being created. */
  lastUpdate: 'InProgress' | 'Successful' | undefined;
  /** A new one with every change, the end of an update included. */
  revisionId: string;
}

export interface Alias {
  readonly name: string;
  readonly description: string;
  /** The version that it points to. */
  readonly version: string;
  /** Version to weight, 0..1: the share of invocations that goes to another version instead. */
  readonly weights: Readonly<Record<string, number>>;
  readonly revisionId: string;
}

/** When AWS would update the runtime of a version: stored, as there is one interpreter of each runtime here. */
export interface RuntimeWish {
  readonly updateOn: string;
  readonly RuntimeVersionArn?: string;
}

/** A function and everything that hangs on it, and goes with it. */
export interface LambdaFunction {
  readonly region: string;
  readonly name: string;
  readonly latest: VersionEntry;
  readonly versions: Map<string, VersionEntry>;
  /** What `$LATEST` was when the last version was made of it. */
  lastPublished?: FunctionVersion;
  readonly aliases: Map<string, Alias>;
  tags: Readonly<Record<string, string>>;
  reservedConcurrency?: number;
  /** By qualifier: a version or an alias. */
  readonly provisionedConfigs: Map<string, ProvisionedConfig>;
  /** By qualifier: `$LATEST`, a version or an alias. */
  readonly eventInvokeConfigs: Map<string, EventInvokeConfig>;
  /** Of a function that calls itself through queues and topics: stored, as there are none here. */
  recursiveLoop: string;
  codeSigningConfigArn?: string;
  /** By version, alias or `$LATEST`. */
  readonly policies: Map<string, Policy>;
  readonly runtimeManagement: Map<string, RuntimeWish>;
}
