import type { OptionSpec } from '../../command.js';

/** Of a replay alone; the words of the run beside them mean what they mean there. */
export const REPLAY_OPTIONS: readonly OptionSpec[] = [
  {
    flags: '--replay <data>',
    description:
      'run nothing: explore the durations of a CSV file (function, memory_mb, duration_ms) and compare with other ways of exploring',
  },
  { flags: '--noise <share>', description: 'with --replay: how far single invocations lie about a mean, such as 5%' },
  { flags: '--policies <names>', description: 'with --replay: which ways of exploring to compare; all without it' },
  { flags: '--repetitions <n>', description: 'with --replay: runs of each way on each curve (default: 10)' },
  {
    flags: '--columns <names>',
    description: 'with --replay: what columns are called, such as memory=SIZE,duration=TIME,group=NAME+VERSION',
  },
  { flags: '--worst <n>', description: 'with --replay: also print so many runs of the largest regret, step by step' },
];
