import type { LoadHeader, LoadLine, LoadRecording, LoadRequest, RecordedPhase } from '../../../src/recording/index.js';
import { type Random, seededRandom } from '../../../src/statistics/index.js';
import { type Milliseconds, megabytes, milliseconds } from '../../../src/units/index.js';
import { answered, armBegin, armEnd, beat, loadEnd, loadHeaderWith } from '../../fixtures/load-lines.js';

/** How a function behaves at one memory size, and what is around it. */
export interface SimulatedFunction {
  /** Duration of an invocation that begins at this moment. */
  readonly durationMs: (atMs: number, random: Random) => number;
  readonly initMs?: number;
  /** Latency that is not the function's, each way together. */
  readonly outsideMs?: number;
  /** Reserved concurrency: what arrives beyond it is throttled. */
  readonly mostEnvironments?: number;
  /** Requests wait for an environment instead of being throttled: what a queue in front of it would do. */
  readonly queues?: boolean;
  readonly timeoutMs?: number;
  /** Share of requests that fail at once. */
  readonly errorRatio?: number;
  /** How late each request is sent. */
  readonly latenessMs?: (random: Random) => number;
  /** False: reports come from the log group, with log streams. */
  readonly reportsInAnswers?: boolean;
}

export interface SimulatedArm extends SimulatedFunction {
  readonly memorySizeMB: number;
  readonly architecture?: 'x86_64' | 'arm64';
}

interface SimulatedLoad {
  readonly load?: Partial<LoadHeader['load']>;
  readonly header?: Partial<Omit<LoadHeader, 'load'>>;
  readonly arms: readonly SimulatedArm[];
  readonly seed?: number;
}

/** The recording of a load that was never sent: environments as Lambda has them, one request in each at a time. */
export function simulatedLoad({ load, header, arms, seed = 1 }: SimulatedLoad): LoadRecording {
  const memorySizesMB = [...new Set(arms.map((it) => megabytes(it.memorySizeMB)))];
  const whole = loadHeaderWith({ memorySizesMB, ...load }, header);
  const lines = arms.flatMap((arm, index) => armLines(arm, index, whole, seededRandom(seed + index)));
  return recordingOf(whole, [...lines, loadEnd()]);
}

export const recordingOf = (header: LoadHeader, lines: readonly LoadLine[]): LoadRecording => ({
  header,
  lines: () => lines,
});

function armLines(arm: SimulatedArm, index: number, { load }: LoadHeader, random: Random): LoadLine[] {
  const environments: Environment[] = [];
  const lines = arrivalsOf(load.phases, random).flatMap(({ dueMs, phase }, number) =>
    invoke(arm, environments, { dueMs, phase, arm: index, id: `${index}-${number}` }, random),
  );
  const requests = lines.filter((it): it is LoadRequest => it.type === 'request');
  const endedAt = (it: LoadRequest): number => it.dueMs + (it.latencyMs ?? 0);
  const plannedMs = load.phases.reduce((sum, phase) => sum + ('forMs' in phase ? phase.forMs : 0), 0);
  const beats = Array.from({ length: Math.ceil(plannedMs / 1000) }, (_, second) => beat(index, (second + 1) * 1000));
  const { memorySizeMB, architecture = 'x86_64' } = arm;
  return [
    armBegin(index, memorySizeMB, { architecture }),
    ...requests.sort((a, b) => endedAt(a) - endedAt(b)),
    ...beats,
    ...lines.filter(({ type }) => type === 'report'),
    armEnd(
      index,
      requests.reduce((last, it) => Math.max(last, endedAt(it)), plannedMs),
    ),
  ];
}

interface Environment {
  readonly name: string;
  freeAt: number;
}

type Sent = Pick<LoadRequest, 'dueMs' | 'phase' | 'arm'> & { readonly id: string };

function invoke(arm: SimulatedArm, environments: Environment[], sent: Sent, random: Random): LoadLine[] {
  const { id, ...request } = sent;
  const lateness = arm.latenessMs?.(random) ?? 0;
  const sentMs = milliseconds(sent.dueMs + lateness);
  const failed = random() < (arm.errorRatio ?? 0);
  if (failed) {
    const outcome = { kind: 'http-error', status: 502 } as const;
    return [{ ...answered(sent.dueMs, lateness + 1), ...request, sentMs, outcome }];
  }
  const place = placeFor(arm, environments, sentMs);
  if (place === undefined) {
    const outcome = {
      kind: 'throttled',
      status: 429,
      reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    } as const;
    return [{ ...answered(sent.dueMs, lateness + 2), ...request, sentMs, outcome }];
  }
  const { environment, initMs, startMs } = place;
  const durationMs = arm.durationMs(startMs, random);
  environment.freeAt = startMs + (initMs ?? 0) + durationMs;
  const latencyMs = environment.freeAt - sent.dueMs + (arm.outsideMs ?? 2);
  const { timeoutMs = Number.POSITIVE_INFINITY, memorySizeMB } = arm;
  const whole = answered(sent.dueMs, latencyMs, {
    durationMs,
    memorySizeMB,
    ...(initMs === undefined ? {} : { initMs }),
  });
  const report = 'report' in whole.outcome ? whole.outcome.report : undefined;
  const late: LoadLine[] =
    arm.reportsInAnswers === false && report !== undefined
      ? [{ type: 'report', arm: sent.arm, requestId: id, at: null, logStream: environment.name, report }]
      : [];
  if (latencyMs > timeoutMs) {
    return [{ ...answered(sent.dueMs, timeoutMs), ...request, sentMs, outcome: { kind: 'client-timeout' } }, ...late];
  }
  if (late.length === 0) return [{ ...whole, ...request, sentMs }];
  return [{ ...whole, ...request, sentMs, outcome: { kind: 'answered', status: 200, requestId: id } }, ...late];
}

function placeFor(arm: SimulatedArm, environments: Environment[], atMs: number) {
  const free = environments.find(({ freeAt }) => freeAt <= atMs);
  if (free !== undefined) return { environment: free, initMs: undefined, startMs: atMs };
  if (environments.length < (arm.mostEnvironments ?? Number.POSITIVE_INFINITY)) {
    const made = { name: `stream-${environments.length}`, freeAt: atMs };
    environments.push(made);
    return { environment: made, initMs: arm.initMs ?? 100, startMs: atMs };
  }
  if (arm.queues !== true) return undefined;
  const next = environments.reduce((first, it) => (it.freeAt < first.freeAt ? it : first));
  return { environment: next, initMs: undefined, startMs: next.freeAt };
}

/** When requests are due, with the number of their phase. A closed loop is no list of arrivals. */
export function arrivalsOf(phases: readonly RecordedPhase[], random: Random): { dueMs: Milliseconds; phase: number }[] {
  let startMs = 0;
  return phases.flatMap((phase, index) => {
    const begin = startMs;
    startMs += 'forMs' in phase ? phase.forMs : 0;
    return momentsOf(phase, random).map((ms) => ({ dueMs: milliseconds(begin + ms), phase: index }));
  });
}

function momentsOf(phase: RecordedPhase, random: Random): number[] {
  switch (phase.kind) {
    case 'burst':
      return Array.from({ length: phase.requests }, () => 0);
    case 'constant':
      return Array.from(
        { length: Math.floor((phase.requestsPerSecond * phase.forMs) / 1000) },
        (_, i) => (i * 1000) / phase.requestsPerSecond,
      );
    case 'poisson': {
      const moments: number[] = [];
      for (let at = gap(random, phase.requestsPerSecond); at < phase.forMs; at += gap(random, phase.requestsPerSecond))
        moments.push(at);
      return moments;
    }
    case 'ramp': {
      const moments: number[] = [];
      const rateAt = (ms: number): number =>
        phase.fromPerSecond + ((phase.toPerSecond - phase.fromPerSecond) * ms) / phase.forMs;
      for (let at = 0; at < phase.forMs; at += 1000 / Math.max(0.1, rateAt(at))) moments.push(at);
      return moments;
    }
    default:
      return [];
  }
}

const gap = (random: Random, perSecond: number): number => (-Math.log(1 - random()) * 1000) / perSecond;

/** Lognormal: what most latencies look like. */
export function lognormal(random: Random, median: number, sigma: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return median * Math.exp(sigma * normal);
}
