import { z } from 'zod';
import { zMilliseconds } from './quantities.js';

const part = z.object({
  name: z.string().describe('coldStart, hostMode or network'),
  affects: z.string().describe('which figures hold it'),
  parameters: z.record(z.string(), z.string()).describe('with their units'),
  source: z.string(),
  measured: z.string().describe('when'),
  certainty: z.string(),
});

export const simulatedSchema = z
  .object({
    seed: z.number().describe('of the draws'),
    parts: z.array(part),
    leftOut: z.array(z.string()).describe('what AWS has and nothing here stands for, and why'),
  })
  .describe('what the emulator drew from distributions and did not measure (--platform-noise)');
export type Simulated = z.infer<typeof simulatedSchema>;

export const simulatedTimesSchema = z
  .object({
    networkMs: zMilliseconds.optional().describe('in the latency alone'),
    coldStartMs: zMilliseconds.optional().describe('before INIT: in the latency alone'),
    initDurationMs: zMilliseconds.optional().describe('in Init Duration, and so in the latency'),
    durationMs: zMilliseconds.optional().describe('in Duration, and so in the latency'),
    hostSlowdown: z.number().optional().describe('time for the same CPU work against the emulator’s machine'),
  })
  .describe('how much of it was simulated: to be taken off for what was measured');
export type SimulatedTimes = z.infer<typeof simulatedTimesSchema>;
