import type { BilledMean } from '../../analysis/index.js';
import {
  type BillingRules,
  type DurableUsage,
  type FunctionUsage,
  type ManagedInstancesUsage,
  type SnapStartUsage,
  storedGbMonths,
  streamedGbOf,
} from '../../pricing/index.js';
import { megabytes, milliseconds, usd } from '../../units/index.js';
import type { FieldReader } from './field-reader.js';
import { ALL_MONTH } from './hours.js';
import { type Provisioned, readProvisioned } from './provisioned.js';
import type { Recorded } from './recorded.js';
import { checkFeatures, readShape, type Shape, type ShapeDefaults } from './shape.js';
import { COUNT, DAYS, DOLLARS, GB_MONTHS, SIZE, TEXT, TIME, WHOLE } from './values.js';
import { type Measured, readWorkload, type Workload } from './workload.js';

/** What a function uses in a month, as typed, and what was taken for granted. */
export interface PricedFunction {
  readonly shape: Shape;
  readonly usage: FunctionUsage;
  readonly invocations: number;
  readonly notes: readonly string[];
  /** What its durations are from, where they were measured. */
  readonly measured?: BilledMean;
}

export interface FunctionTerms {
  readonly rules: BillingRules;
  /** The day that features must exist on. */
  readonly day: string;
  readonly defaults: ShapeDefaults;
  readonly recorded?: Recorded;
  /** Which end of the measured mean's interval to price; the mean itself where it has none. */
  readonly bound: Bound;
}

export type Bound = 'mean' | 'low' | 'high';

/** Nothing of the account stands in here: what a function uses does not depend on what others do. */
export function readFunction(reader: FieldReader, terms: FunctionTerms): PricedFunction {
  const shape = readShape(reader, terms.defaults);
  checkFeatures(reader, shape, terms.day);
  const work = readWorkload(reader, { rules: terms.rules, kind: shape.kind }, measuredAt(reader, shape, terms));
  checkCombinations(reader, shape, work);
  checkMemory(reader, shape, terms.recorded);
  const provisioned = readProvisioned(reader, work);
  const onDemand = work.requests - (provisioned?.takenFromRequests ?? 0);
  const invocations = onDemand + (provisioned?.invocations ?? 0);
  const { architecture, ephemeralStorageMB } = shape;
  const measured = meanOf(shape, terms, work.coldShareRatio);
  return {
    shape,
    invocations,
    notes: provisioned?.notes ?? [],
    ...(measured === null ? {} : { measured }),
    usage: {
      architecture,
      memorySizeMB: shape.memorySizeMB ?? megabytes(128),
      ...(ephemeralStorageMB === undefined ? {} : { ephemeralStorageMB }),
      ...computeUsage(reader, work, onDemand, provisioned),
      ...(reader.has('snapstart') ? { snapStart: snapStartUsage(reader, work, shape) } : {}),
      ...volumes(reader, invocations),
      ...durableUsage(reader),
      tenantEnvironments: reader.read('tenant-environments', COUNT) ?? 0,
      kafkaPollerHours: reader.read('kafka-epu-hours', COUNT) ?? 0,
      sqsPollerHours: reader.read('sqs-epu-hours', COUNT) ?? 0,
    },
  };
}

function meanOf({ memorySizeMB, architecture }: Shape, { recorded }: FunctionTerms, share: number): BilledMean | null {
  if (recorded === undefined || memorySizeMB === undefined) return null;
  return recorded.billedMean({ memorySizeMB, architecture }, share);
}

/** The recording's figures at this size; that there are none is a problem. */
function measuredAt(reader: FieldReader, shape: Shape, terms: FunctionTerms): Measured | undefined {
  const { recorded, bound } = terms;
  if (recorded === undefined) return undefined;
  let told = false;
  return {
    coldShareRatio: recorded.coldShareRatio,
    meanBilledMs: (share) => {
      const found = meanOf(shape, terms, share);
      if (found !== null) return found[bound] ?? found.mean;
      if (!told && shape.memorySizeMB !== undefined) {
        const cold = share > 0 ? ' with cold starts' : '';
        reader.problem('memory', `the recording has not measured it${cold}; it has ${recorded.sizes || 'nothing'}`);
      }
      told = true;
      return 0;
    },
  };
}

/** Where the invocations run: on instances, at the edge, or on demand and on provisioned environments. */
function computeUsage(
  reader: FieldReader,
  work: Workload,
  onDemand: number,
  provisioned: Provisioned | undefined,
): Partial<FunctionUsage> {
  if (reader.has('instance')) return { managedInstances: instancesUsage(reader, work) };
  const billed = work.billed(onDemand, work.coldShareRatio);
  if (reader.has('edge')) return { edge: billed };
  // The init of a SnapStart version runs once, when it is published, and is billed as duration.
  const published = reader.has('snapstart') ? (reader.read('versions', WHOLE) ?? 1) * work.billedInitMs : 0;
  return {
    onDemand: { ...billed, billedMs: milliseconds(billed.billedMs + published) },
    ...(provisioned === undefined ? {} : { provisioned: provisioned.usage }),
  };
}

function instancesUsage(reader: FieldReader, work: Workload): ManagedInstancesUsage {
  const ec2 = reader.read('ec2-price', DOLLARS);
  const paid = reader.read('savings-plan-price', DOLLARS);
  const hours = reader.read('instance-hours', COUNT);
  if (hours === undefined && !reader.has('instance-hours')) reader.problem('instance', 'needs --instance-hours too');
  return {
    requests: work.billed(work.requests, 0).requests,
    instanceType: reader.read('instance', TEXT) ?? '',
    instanceHours: hours ?? 0,
    ...(ec2 === undefined ? {} : { ec2UsdPerHour: usd(ec2) }),
    ...(paid === undefined ? {} : { paidUsdPerHour: usd(paid) }),
  };
}

function snapStartUsage(reader: FieldReader, work: Workload, { managedJava }: Shape): SnapStartUsage {
  return {
    versions: reader.read('versions', WHOLE) ?? 1,
    activeMs: milliseconds(reader.read('active', TIME) ?? ALL_MONTH.enabledMs),
    restores: reader.read('restores', COUNT) ?? work.requests * work.coldShareRatio,
    managedJava,
  };
}

function volumes(reader: FieldReader, invocations: number): Partial<FunctionUsage> {
  const response = reader.read('response-size', SIZE);
  const streamed = reader.read('streamed', SIZE);
  const perLog = reader.read('log-bytes', SIZE);
  const logs = reader.read('logs', SIZE);
  return {
    streamedGb: response === undefined ? (streamed ?? 0) / 1024 : streamedGbOf(invocations, megabytes(response)),
    logsGb: ((perLog ?? 0) * invocations + (logs ?? 0)) / 1024,
    transferOutGb: (reader.read('transfer-out', SIZE) ?? 0) / 1024,
  };
}

/** How long AWS keeps the data of a completed execution unless it is told otherwise. */
const DEFAULT_RETENTION_DAYS = 14;

function durableUsage(reader: FieldReader): { durable?: DurableUsage } {
  const operations = reader.read('durable-operations', COUNT);
  const written = reader.read('durable-written', SIZE);
  const stored = reader.read('durable-stored', GB_MONTHS);
  const days = reader.read('durable-days', DAYS) ?? DEFAULT_RETENTION_DAYS;
  if (operations === undefined && written === undefined && stored === undefined) return {};
  const writtenGb = (written ?? 0) / 1024;
  return {
    durable: {
      operations: operations ?? 0,
      writtenGb,
      storedGbMonths: stored ?? storedGbMonths(writtenGb, days),
    },
  };
}

function checkCombinations(reader: FieldReader, shape: Shape, work: Workload): void {
  reader.exclude('response-size', 'streamed');
  reader.exclude('log-bytes', 'logs');
  reader.exclude('durable-days', 'durable-stored');
  reader.exclude('provisioned', 'snapstart', 'edge', 'instance');
  // What is not known to be charged there is not left out in silence.
  for (const place of ['edge', 'instance'] as const) {
    for (const other of ['ephemeral', 'event-size', 'tenant-environments'] as const) reader.exclude(place, other);
  }
  reader.goesWith(['hours', 'provisioned-requests', 'provisioned-duration'], 'provisioned');
  reader.goesWith(['versions', 'active', 'restores', 'restore'], 'snapstart');
  reader.goesWith(['instance-hours', 'ec2-price', 'savings-plan-price'], 'instance');
  reader.goesWith(['durable-days'], 'durable-written');
  reader.goesWith(['init'], 'cold-share', 'provisioned', 'snapstart');
  if (reader.has('requests') && work.durationMs === undefined && !reader.has('duration') && !reader.has('instance')) {
    reader.problem('duration', 'is missing, such as --duration 120ms');
  }
  if (reader.has('edge') && shape.architecture === 'arm64') reader.problem('edge', 'runs on x86_64 alone');
  if (reader.has('snapstart') && (shape.ephemeralStorageMB ?? 512) > 512) {
    reader.problem('snapstart', 'does not go with ephemeral storage above 512 MB');
  }
}

/** Fields that are priced by memory size. */
const BY_MEMORY = ['requests', 'provisioned', 'snapstart', 'tenant-environments'] as const;

function checkMemory(reader: FieldReader, { memorySizeMB }: Shape, recorded: Recorded | undefined): void {
  if (memorySizeMB !== undefined || reader.has('memory') || reader.has('instance')) return;
  if (recorded !== undefined) {
    reader.problem('memory', `is missing: the recording recommends none; it has ${recorded.sizes || 'nothing'}`);
  } else if (BY_MEMORY.some((it) => reader.has(it))) reader.problem('memory', 'is missing, such as --memory 512');
}
