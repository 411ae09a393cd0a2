/** The one table of exit codes; `--help` and the README print it. */
export const EXIT_CODES = {
  ok: { code: 0, meaning: 'done' },
  threshold: {
    code: 1,
    meaning:
      'a threshold failed: no size meets --max-duration, a size misses a threshold of the load, kelvin check found a regression, or what kelvin apply was to set does not hold',
  },
  usage: {
    code: 2,
    meaning: 'the command line, the scenario, the prices, the recording or a source of logs is wrong',
  },
  failed: {
    code: 3,
    meaning:
      'the target or the measurement failed, the function failed at every size, or a side of a check failed; kelvin doctor --aws: a permission is missing that a command cannot go without',
  },
  inconclusive: {
    code: 4,
    meaning:
      'inconclusive: too little was measured, or too much disturbed by the host, to recommend anything or to keep to --regret (unless a bound of one’s own ended it), a threshold of a load or a metric of a check is undecided, Kelvin was the bottleneck, or a log has no report',
  },
  untrusted: {
    code: 5,
    meaning: 'kelvin doctor: something that is measured on this host cannot be trusted, or its interval reaches so far',
  },
  bug: { code: 70, meaning: 'a bug in Kelvin' },
  interrupted: { code: 130, meaning: 'interrupted' },
} as const;

export type Exit = keyof typeof EXIT_CODES;
