import { isDisturbed } from '../../../recording/index.js';
import { formatRatio } from '../../../units/index.js';
import type { Warning } from '../../result-schema.js';
import { warnIf } from '../../warnings/findings.js';
import type { CheckFinding } from '../check-result-schema.js';
import { formatMetric } from '../metric-words.js';
import { nameOf } from '../words.js';
import type { CheckSeen } from './check-seen.js';

/** Below it the host is as quiet as it gets. */
const MANY_DISTURBED_RATIO = 0.1;

/** About the machines that the functions ran on. */
export function hostWarnings({ recording, result }: CheckSeen): Warning[] {
  const { measurements } = recording;
  const disturbed = measurements.filter(isDisturbed).length;
  const share = measurements.length === 0 ? 0 : disturbed / measurements.length;
  const sizes = result.check.memorySizesMB.length;
  return [
    ...warnIf(
      share > MANY_DISTURBED_RATIO,
      'host-disturbed',
      `the host disturbed ${formatRatio(share)} of ${measurements.length} invocations; they are in the figures, as base and head took turns and met it alike, and more cold starts are needed for it`,
      'end what else runs on the host ("top" shows it), or measure on a host with more CPUs',
    ),
    ...result.findings.flatMap((it) => modeWarnings(it, sizes)),
  ];
}

function modeWarnings(finding: CheckFinding, sizes: number): Warning[] {
  const { modes, unit } = finding;
  if (modes === null) return [];
  const peaks = modes.centers.map((it) => formatMetric(unit, it)).join(' and ');
  const told = modes.areStrata
    ? 'hosts of different kinds were told apart, and each was compared with its like'
    : 'which kind of host it was cannot be told, so that more cold starts are needed';
  return warnIf(
    true,
    'two-modes',
    `${nameOf(finding, sizes)} has more than one peak, about ${peaks}: ${told}`,
    modes.areStrata
      ? 'nothing to do'
      : 'look at the distribution in the HTML report: a function may have two ways to start, too',
  );
}
