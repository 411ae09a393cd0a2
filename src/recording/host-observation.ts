import { z } from 'zod';
import { zMilliseconds, zRatio } from './quantities.js';

/** What the host did to one invocation. What could not be known is missing. */
export const hostObservationSchema = z
  .object({
    observedMs: zMilliseconds.describe('the span that is looked at: Duration, and of a cold start Init Duration too'),
    cpuTimeMs: zMilliseconds.describe('CPU time of the execution environment'),
    throttledMs: zMilliseconds.optional().describe('held back by the quota of its memory size'),
    expectedThrottledMs: zMilliseconds
      .optional()
      .describe('what the quota must have held it back at least for that CPU time, had nothing else run'),
    quotaShareRatio: zRatio
      .optional()
      .describe('CPU time that its quota allows, by time; missing where there is none, or it holds nothing back'),
    waitingMs: zMilliseconds.optional().describe('able to run, not held back by the quota, and not on a CPU'),
    emulatorWaitingMs: zMilliseconds.optional().describe('the same of the emulator, which takes the answer'),
    stealMs: zMilliseconds.optional().describe('taken from the host by its hypervisor, in steps of 10 ms'),
    otherCpuTimeMs: zMilliseconds.optional().describe('CPU time of everything else on the host, in steps of 10 ms'),
    pressureMs: zMilliseconds
      .optional()
      .describe('while some task of the host waited for a CPU, one that a quota holds back included (PSI)'),
    runnableTasks: z.number().int().nonnegative().optional().describe('that ran or waited for a CPU at the end'),
  })
  .describe("what the emulator's host did to the invocation; missing where it cannot be known");
export type HostObservation = z.infer<typeof hostObservationSchema>;
