import type { BilledMean } from '../../analysis/index.js';
import {
  type BillingRules,
  type FunctionUsage,
  INIT_BILLED_FROM,
  type ManagedInstancesUsage,
  type SnapStartUsage,
} from '../../pricing/index.js';
import { megabytes, milliseconds, usd } from '../../units/index.js';
import { checkCombinations, checkMemory } from './combinations.js';
import type { FieldReader } from './field-reader.js';
import { ALL_MONTH } from './hours.js';
import { type Provisioned, readProvisioned } from './provisioned.js';
import type { Recorded } from './recorded.js';
import { checkFeatures, readShape, type Shape, type ShapeDefaults } from './shape.js';
import { COUNT, DOLLARS, TEXT, TIME, WHOLE } from './values.js';
import { durableUsage, volumes } from './volumes.js';
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
    notes: [...(provisioned?.notes ?? []), ...initNotes(reader, shape, terms), ...durationNotes(reader, work, terms)],
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

/** Who types an Init Duration for a day on which it was free should know why it is not on the bill. */
function initNotes(reader: FieldReader, { kind }: Shape, { rules, day }: FunctionTerms): string[] {
  return reader.has('init') && reader.has('cold-share') && !rules.initIsBilled(kind)
    ? [`INIT of zip packages on managed runtimes is billed since ${INIT_BILLED_FROM}, not yet on ${day}.`]
    : [];
}

/** The longest timeout of a function that is not on Managed Instances (Lambda quotas, 2026). */
const LONGEST_MS = 900_000;

/** What makes no difference, or cannot be, without being wrong in itself. */
function durationNotes(reader: FieldReader, work: Workload, { recorded }: FunctionTerms): string[] {
  const cold = reader.has('cold-share') && work.coldShareRatio > 0 && recorded === undefined;
  const free = cold && !reader.has('init') && !reader.has('snapstart') && !reader.has('instance');
  const long = (work.durationMs ?? 0) > LONGEST_MS && !reader.has('instance');
  return [
    ...(free ? ['Cold starts are billed like warm ones here: --init says how long theirs takes.'] : []),
    ...(long ? ['A function runs for 15 minutes at the most: no invocation has this Duration.'] : []),
  ];
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
