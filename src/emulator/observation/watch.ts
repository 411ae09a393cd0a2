import type { EnvironmentLimits } from '../limits/limits.js';
import type { HostObservation } from './host-observation.js';
import { type MachineTime, machineTime } from './machine-time.js';
import { expectedThrottledMs } from './quota.js';
import { type ThreadTime, threadTimes, timeOf } from './threads.js';
import { cpuTimeOf, timesBetween, waitingOf } from './waiting.js';

/** What is looked at. */
export interface Watched {
  readonly limits: Pick<EnvironmentLimits, 'throttledMs' | 'stopsToThrottle'>;
  /** All that the environment has now, as far as they can be found. */
  readonly processes: () => readonly number[];
  /** CPU time that its quota allows, by time. */
  readonly share: number;
  /** Monotonic. */
  readonly now: () => number;
}

interface Sight {
  readonly threads: ReadonlyMap<string, ThreadTime>;
  readonly emulator: ThreadTime | undefined;
  readonly throttledMs: number | undefined;
  readonly machine: MachineTime;
}

/**
 * Looks at the counters of the host before an invocation and after it. A look takes a third of a millisecond, so it is
 * only taken for a client that asks, and outside of what is measured.
 */
export class Watch {
  readonly #watched: Watched;
  #before: Sight;
  #since: number;
  #lateMs = 0;
  /** What the environment had used when its quota came into force: INIT on demand is not held back. */
  #unlimitedMs = 0;

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#before = this.#look();
    this.#since = watched.now();
  }

  /**
   * Forgets what was before: what it took to get a process into its sandbox is none of INIT.
   * @param lateMs for how long the emulator had not got to it: it has waited so long, whatever the scheduler says
   */
  restart(lateMs: number): void {
    this.#before = this.#look();
    this.#since = this.#watched.now() - lateMs;
    this.#lateMs = lateMs;
  }

  limited(): void {
    this.#unlimitedMs = cpuTimeOf(timesBetween(this.#before.threads, threadTimes(this.#watched.processes())));
  }

  end(): HostObservation {
    const observedMs = this.#watched.now() - this.#since;
    const before = this.#before;
    const after = this.#look();
    const times = timesBetween(before.threads, after.threads);
    const throttledMs = difference(before.throttledMs, after.throttledMs);
    const cpuTimeMs = cpuTimeOf(times);
    const busyMs = difference(before.machine.busyMs, after.machine.busyMs);
    return rounded({
      observedMs,
      cpuTimeMs,
      throttledMs,
      ...(throttledMs === undefined ? {} : this.#quotaOf(cpuTimeMs)),
      waitingMs: waitingOf(times, this.#watched.limits.stopsToThrottle === true ? 0 : (throttledMs ?? 0)),
      emulatorWaitingMs: sum(this.#lateMs, difference(before.emulator?.waitedMs, after.emulator?.waitedMs)),
      stealMs: difference(before.machine.stealMs, after.machine.stealMs),
      otherCpuTimeMs: busyMs === undefined ? undefined : Math.max(0, busyMs - cpuTimeMs),
      pressureMs: difference(before.machine.pressureMs, after.machine.pressureMs),
      runnableTasks: after.machine.runnableTasks,
    });
  }

  #quotaOf(cpuTimeMs: number): Partial<HostObservation> {
    const { share } = this.#watched;
    const quotaShare = share < 1 ? { quotaShareRatio: share } : {};
    return { expectedThrottledMs: expectedThrottledMs(cpuTimeMs - this.#unlimitedMs, share), ...quotaShare };
  }

  #look(): Sight {
    return {
      threads: threadTimes(this.#watched.processes()),
      emulator: timeOf('/proc/self/schedstat'),
      throttledMs: this.#watched.limits.throttledMs?.(),
      machine: machineTime(),
    };
  }
}

const sum = (late: number, waited: number | undefined): number | undefined =>
  waited === undefined && late === 0 ? undefined : late + (waited ?? 0);

function difference(before: number | undefined, after: number | undefined): number | undefined {
  return before === undefined || after === undefined ? undefined : Math.max(0, after - before);
}

type Figures = { readonly [name in keyof HostObservation]: HostObservation[name] | undefined };

/** To the microsecond, without what is not known. */
function rounded(figures: Figures & Pick<HostObservation, 'observedMs' | 'cpuTimeMs'>): HostObservation {
  const known = Object.entries(figures).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Math.round(value * 1000) / 1000]],
  );
  return { observedMs: 0, cpuTimeMs: 0, ...Object.fromEntries(known) };
}
