import { type Architecture, type Feature, type FunctionKind, notYet } from '../../pricing/index.js';
import { type Megabytes, megabytes } from '../../units/index.js';
import type { FieldReader } from './field-reader.js';
import type { FieldName } from './fields.js';
import { MEGABYTES, oneOf, SIZE, TEXT } from './values.js';

/** What a function is, before it does anything. */
export interface Shape {
  readonly architecture: Architecture;
  /** Missing where nothing that was asked depends on it. */
  readonly memorySizeMB: Megabytes | undefined;
  readonly ephemeralStorageMB: Megabytes | undefined;
  readonly kind: FunctionKind;
  readonly managedJava: boolean;
}

/** What a function has unless its own fields say otherwise: of the recording, or of the bill's first function. */
export type ShapeDefaults = Partial<Omit<Shape, 'managedJava'>>;

export const ARCHITECTURE = oneOf<Architecture>({
  x86_64: 'x86_64',
  x86: 'x86_64',
  x64: 'x86_64',
  amd64: 'x86_64',
  arm64: 'arm64',
  arm: 'arm64',
  aarch64: 'arm64',
});
const PACKAGE = oneOf<'zip' | 'image'>({ zip: 'zip', image: 'image' });
/** Managed Instances have up to 32 GB; other functions up to 10,240 MB. */
const LARGEST_MANAGED_MB = 32_768;

export function readShape(reader: FieldReader, defaults: ShapeDefaults): Shape {
  const runtime = reader.read('runtime', TEXT);
  const packageType = reader.read('package', PACKAGE) ?? defaults.kind?.packageType ?? 'zip';
  const custom = runtime === undefined ? defaults.kind?.runtime === 'custom' : /^(provided|custom|go1)/.test(runtime);
  const largest = reader.has('instance') ? LARGEST_MANAGED_MB : 10_240;
  return {
    architecture: reader.read('arch', ARCHITECTURE) ?? defaults.architecture ?? 'x86_64',
    memorySizeMB: sizeWithin(reader, 'memory', 128, largest) ?? defaults.memorySizeMB,
    ephemeralStorageMB: sizeWithin(reader, 'ephemeral', 512, 10_240) ?? defaults.ephemeralStorageMB,
    kind: { packageType, runtime: custom ? 'custom' : 'managed' },
    managedJava: packageType === 'zip' && runtime !== undefined && runtime.startsWith('java'),
  };
}

function sizeWithin(reader: FieldReader, name: FieldName, least: number, most: number): Megabytes | undefined {
  const value = reader.read(name, MEGABYTES);
  if (value === undefined) return undefined;
  if (Number.isInteger(value) && value >= least && value <= most) return megabytes(value);
  reader.problem(name, `got ${value} MB, expected whole MB from ${least} to ${most.toLocaleString('en-US')}`);
  return undefined;
}

/** A problem for everything that did not exist yet on the day. */
export function checkFeatures(reader: FieldReader, shape: Shape, day: string): void {
  const check = (used: boolean, feature: Feature, name: FieldName): void => {
    const reason = used ? notYet(feature, day) : undefined;
    if (reason !== undefined) reader.problem(name, reason);
  };
  check(shape.architecture === 'arm64', 'arm64', 'arch');
  check(shape.kind.packageType === 'image', 'image', 'package');
  check(shape.kind.runtime === 'custom' && shape.kind.packageType === 'zip', 'custom', 'runtime');
  check((shape.ephemeralStorageMB ?? 512) > 512, 'ephemeral', 'ephemeral');
  check((shape.memorySizeMB ?? 0) > 3008, 'largeMemory', 'memory');
  const event = reader.typed('event-size');
  check(typeof event === 'string' && (SIZE.parse(event) ?? 0) > 0.25, 'largeEvents', 'event-size');
  const features: readonly (readonly [FieldName, Feature])[] = [
    ['provisioned', 'provisioned'],
    ['snapstart', shape.managedJava ? 'snapStartJava' : 'snapStart'],
    ['response-size', 'streaming'],
    ['streamed', 'streaming'],
    ['edge', 'edge'],
    ['instance', 'managedInstances'],
    ['durable-operations', 'durable'],
    ['durable-written', 'durable'],
    ['durable-stored', 'durable'],
    ['tenant-environments', 'tenantIsolation'],
    ['kafka-epu-hours', 'kafkaPollers'],
    ['sqs-epu-hours', 'sqsPollers'],
  ];
  for (const [name, feature] of features) check(reader.has(name), feature, name);
}
