/** What the host did while an invocation ran: from its delivery, or from the first program of INIT, until it was over. */
export interface HostObservation {
  readonly observedMs: number;
  /** CPU time of the environment's threads that are still alive at the end. */
  readonly cpuTimeMs: number;
  /** Held back by the quota, on all CPUs together; unknown where there is no quota. */
  readonly throttledMs?: number;
  /** What the quota must have held it back at least for its CPU time, had nothing else run. */
  readonly expectedThrottledMs?: number;
  /** CPU time that its quota allows, by time; missing where there is none, or it holds nothing back. */
  readonly quotaShareRatio?: number;
  /** Able to run, not held back by the quota, and not on a CPU: the thread that used most CPU time. */
  readonly waitingMs?: number;
  /** The same of the emulator: an answer that it does not take at once makes Duration longer. */
  readonly emulatorWaitingMs?: number;
  /** Taken by the hypervisor, on all CPUs together, in the kernel's steps of 10 ms. */
  readonly stealMs?: number;
  /** CPU time of everything else, the emulator and its client included, in steps of 10 ms. */
  readonly otherCpuTimeMs?: number;
  /** While some task of the host waited for a CPU (PSI); one that a quota holds back is waiting, too. */
  readonly pressureMs?: number;
  /** Tasks that run or wait for a CPU when the invocation is over, the emulator among them. */
  readonly runnableTasks?: number;
}
