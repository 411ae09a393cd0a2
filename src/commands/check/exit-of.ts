import type { CheckResult } from '../../analysis/index.js';
import type { Exit } from '../exit-code.js';

/**
 * How a check ended for whoever runs it in CI. A regression that was found counts however it ended; where nothing could be
 * measured `--inconclusive pass` does not help.
 */
export function exitOf({ verdict, passes, ended }: Pick<CheckResult, 'verdict' | 'passes' | 'ended'>): Exit {
  if (verdict === 'regressed') return 'threshold';
  if (ended === 'failed') return 'failed';
  return passes ? 'ok' : 'inconclusive';
}
