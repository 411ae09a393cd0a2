import { z } from 'zod';
import { zMegabytes, zMilliseconds, zRatio } from '../../recording/index.js';
import { figureSchema } from './figure.js';

/** What `kelvin doctor --json` prints, schemaVersion 1: what was measured of a host, and what of it can be trusted. */
export const DIAGNOSIS_SCHEMA_VERSION = 1;

/**
 * `trusted`: as on Lambda within what is said; `with-care`: usable, but say so, within wider bounds that are said too;
 * `untrusted`: means nothing, or may be beyond those bounds by its interval; `out-of-reach`: nothing is wrong, this host
 * just has no such thing.
 */
const trust = z.enum(['trusted', 'with-care', 'untrusted', 'out-of-reach']);
export type Trust = z.infer<typeof trust>;

const findingSchema = z.object({
  subject: z
    .enum(['durations', 'short-tasks', 'cold-starts', 'memory', 'noise', 'steal', 'load', 'sizes', 'limits', 'sandbox'])
    .describe('which of the numbers it is about'),
  trust: trust.describe(
    'trusted: as on Lambda within what the message says; with-care: within wider bounds; untrusted: beyond them, or maybe so by the interval; out-of-reach: this host has no such thing',
  ),
  message: z.string(),
  hint: z.string().optional().describe('what to do about it'),
});
export type Finding = z.infer<typeof findingSchema>;

const shareSchema = z.object({
  memorySizeMB: zMegabytes,
  vcpus: z.number().describe('what the size is due: memory size / 1,769 MB'),
  threads: z.number().int().describe('how many computed at once'),
  gotRatio: figureSchema.nullable().describe('CPU time that it got, as a share of what it is due'),
  burstMs: figureSchema.nullable().describe('how long it computed at a time, where the CPU was taken away in between'),
  missing: z.string().optional().describe('why nothing was measured'),
});
export type Share = z.infer<typeof shareSchema>;

const machineSchema = z.object({
  os: z.string(),
  architecture: z.string(),
  cpuModel: z.string(),
  cpus: z.number().int().describe('of the machine'),
  totalMemoryMB: z.number(),
  freeMemoryMB: z.number(),
  freeTmpMB: z.number().nullable().describe('of the file system that holds /tmp'),
  node: z.string(),
  isRoot: z.boolean(),
});

const kernelSchema = z.object({
  release: z.string(),
  hz: z.number().optional().describe('ticks a second; 250 on Lambda'),
  hzSource: z.enum(['configuration', 'measured']).optional(),
  sliceUs: z.number().optional().describe('sched_cfs_bandwidth_slice_us; 5000 unless it was changed'),
  clockSource: z.string().optional(),
  governor: z.string().optional(),
  smt: z.boolean().optional().describe('two CPUs share a core'),
  virtual: z.boolean().optional(),
});

const passedOver = z
  .array(z.object({ backend: z.string(), reason: z.string(), hint: z.string() }))
  .optional()
  .describe('better ones that the host does not allow');

const limitsSchema = z.discriminatedUnion('enforced', [
  z.object({
    enforced: z.literal(true),
    backend: z.string(),
    caveat: z.string().optional().describe('what it does less well than cgroups'),
    passedOver,
  }),
  z.object({ enforced: z.literal(false), reason: z.string(), hint: z.string() }),
]);

const sandboxSchema = z.discriminatedUnion('enforced', [
  z.object({
    enforced: z.literal(true),
    backend: z.string(),
    processes: z.enum(['own', 'host']).describe('which processes functions see'),
    user: z.enum(['own', 'emulator']).describe('whom they run as'),
    network: z.enum(['host', 'off']).describe('what functions reach'),
    tmp: z.enum(['limited', 'unlimited']).describe('whether /tmp is as large as configured, and no larger'),
    refused: z.array(z.string()).optional().describe('what the host refuses of the rest'),
  }),
  z.object({ enforced: z.literal(false), reason: z.string(), hint: z.string() }),
]);

const factsSchema = z.object({
  cpu: limitsSchema,
  memory: limitsSchema,
  sandbox: sandboxSchema,
  hostCores: z.number().describe('CPUs there are to share out; a container may have a part of one'),
  largestFullShareMB: zMegabytes.describe('above this the host has too few CPUs'),
  runtimes: z.array(z.object({ asked: z.string(), actual: z.string(), exact: z.boolean() })),
});

const speedSchema = z.object({
  taskMs: figureSchema
    .nullable()
    .describe('a million rounds of a loop that only computes, on one thread at full speed'),
  differenceRatio: figureSchema.nullable().describe('by how much two such tasks, one after the other, differ'),
  waverRatio: zRatio
    .nullable()
    .describe('slowest group of tasks over the fastest, less 1; the groups lie seconds apart'),
  groups: z.number().int().describe('of tasks'),
  startMs: figureSchema.nullable().describe('a bare Node.js in an execution environment, until its first line'),
  lateMs: figureSchema.nullable().describe('how much later than asked a sleep of 1 ms ends'),
});
export type Speed = z.infer<typeof speedSchema>;

const loadSchema = z.object({
  stealRatio: zRatio.nullable().describe('CPU time that a hypervisor took; one reading over the whole time'),
  otherBusyCpus: figureSchema.nullable().describe('CPUs that were busy while nothing of ours ran'),
  pressureRatio: figureSchema
    .nullable()
    .describe('time in which processes waited for a CPU, while nothing was limited'),
});

const memorySchema = z.object({
  memorySizeMB: zMegabytes,
  outcome: z.enum(['killed', 'survived', 'unknown']),
  filledMB: z.number().optional().describe('what it had of its own by then, beside Node.js'),
  missing: z.string().optional(),
});

export const diagnosisSchema = z.object({
  schemaVersion: z.literal(DIAGNOSIS_SCHEMA_VERSION),
  calibratedAt: z.string().describe('ISO 8601, UTC'),
  tookMs: zMilliseconds,
  trust: trust.describe('the worst of the findings; what is out of reach does not count'),
  findings: z.array(findingSchema),
  shares: z.array(shareSchema),
  speed: speedSchema,
  load: loadSchema,
  memory: memorySchema,
  machine: machineSchema,
  kernel: kernelSchema,
  facts: factsSchema,
  namespaces: z.object({ mount: z.boolean(), pid: z.boolean(), network: z.boolean() }),
});
export type Diagnosis = z.infer<typeof diagnosisSchema>;
