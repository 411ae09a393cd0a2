import type { FieldReader } from './field-reader.js';
import type { Recorded } from './recorded.js';
import type { Shape } from './shape.js';
import type { Workload } from './workload.js';

/** A problem for what excludes each other, counts only with something else, or is missing: nothing is ignored in silence. */
export function checkCombinations(reader: FieldReader, shape: Shape, work: Workload): void {
  reader.exclude('response-size', 'streamed');
  reader.exclude('log-bytes', 'logs');
  reader.exclude('durable-days', 'durable-stored');
  reader.exclude('provisioned', 'snapstart', 'edge', 'instance');
  // What is not known to be charged there is not left out in silence.
  reader.exclude('edge', 'ephemeral');
  reader.exclude('edge', 'event-size');
  reader.exclude('instance', 'ephemeral');
  // "Incompatible with SnapStart, Provisioned Concurrency" (CDK reference of TenancyConfig, 2026).
  for (const other of ['provisioned', 'snapstart', 'edge', 'instance'] as const) {
    reader.exclude('tenant-environments', other);
  }
  reader.goesWith(['hours', 'provisioned-requests', 'provisioned-duration'], 'provisioned');
  reader.goesWith(['versions', 'active', 'restores', 'restore'], 'snapstart');
  reader.goesWith(['instance-hours', 'ec2-price', 'savings-plan-price'], 'instance');
  reader.goesWith(['durable-days'], 'durable-written');
  reader.goesWith(['init'], 'cold-share', 'provisioned', 'snapstart');
  if (work.requests === 0) reader.goesWith(PER_INVOCATION, 'requests', 'provisioned-requests');
  if (reader.has('requests') && work.durationMs === undefined && !reader.has('duration') && !reader.has('instance')) {
    reader.problem('duration', 'is missing, such as --duration 120ms');
  }
  if (reader.has('edge') && shape.architecture === 'arm64') reader.problem('edge', 'runs on x86_64 alone');
  if (reader.has('snapstart') && (shape.ephemeralStorageMB ?? 512) > 512) {
    reader.problem('snapstart', 'does not go with ephemeral storage above 512 MB');
  }
}

/** What says something of each invocation, and so nothing without any. */
const PER_INVOCATION = ['duration', 'cold-share', 'event-size', 'response-size', 'log-bytes'] as const;

/** Fields that are priced by memory size. */
const BY_MEMORY = ['requests', 'provisioned', 'snapstart', 'tenant-environments'] as const;

/** A problem where something is priced by a memory size that nobody has said. */
export function checkMemory(reader: FieldReader, { memorySizeMB }: Shape, recorded: Recorded | undefined): void {
  if (memorySizeMB !== undefined || reader.has('memory') || reader.has('instance')) return;
  if (recorded !== undefined) {
    reader.problem('memory', `is missing: the recording names none; it has ${recorded.sizes || 'nothing'}`);
  } else if (BY_MEMORY.some((it) => reader.has(it))) reader.problem('memory', 'is missing, such as --memory 512');
}
