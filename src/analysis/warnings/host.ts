import { type HostObservation, hostDelayMs, type Measurement } from '../../recording/index.js';
import { quantile, sampleOf } from '../../statistics/index.js';
import { formatRatio } from '../../units/index.js';
import { isLeftOut } from '../arms.js';
import type { SizeResult, Warning } from '../result-schema.js';
import { sizeName, sizeNames, someSizeNames } from '../size-name.js';
import { type Findings, warnIf } from './findings.js';
import { selectionWarnings } from './selection.js';

/** About what the emulator's host did to the measurements. */
export function hostWarnings(findings: Findings): Warning[] {
  const { recording, sizes } = findings;
  const leftOut = recording.measurements.filter(isLeftOut);
  if (leftOut.length === 0) return [];
  const lost = sizes.filter((it) => it.status === 'disturbed');
  const short = sizes.filter((it) => it.status === 'measured' && isShort(findings, it));
  const hint = remedy(leftOut);
  return [
    ...warnIf(
      true,
      'host-disturbed',
      `the host disturbed ${leftOut.length} of ${recording.measurements.length} invocations (${counts(findings)}): ${cause(leftOut)}; they are in no figure`,
      short.length + lost.length > 0 ? hint : 'others were measured in their place: nothing to do',
    ),
    ...warnIf(
      short.length > 0,
      'host-noisy',
      `the host stayed noisy: at ${sizeNames({ sizes }, short)} fewer invocations are left than were asked for, and those of its quieter moments may be quicker than they should be`,
      hint,
    ),
    ...warnIf(
      lost.length > 0,
      'sizes-disturbed',
      `the host disturbed more than three in four invocations at ${someSizeNames({ sizes }, lost)}: ${lost.length === 1 ? 'it is' : 'they are'} left out of the recommendation, and may be better than what is recommended`,
      hint,
    ),
    ...selectionWarnings(findings, hint),
  ];
}

/** Of a run that is not over yet more are to come. */
function isShort({ recording: { header, end } }: Findings, { cold, warm }: SizeResult): boolean {
  const { invocations, exploration } = header.scenario;
  // Nobody asked for so many at each where Kelvin chose itself: it went on until what is left was enough.
  if (end?.reason !== 'complete' || exploration !== undefined) return false;
  return (cold.disturbed > 0 && cold.n < invocations.cold) || (warm.disturbed > 0 && warm.n < invocations.warm);
}

/** An explorer visits forty sizes where the host is noisy, and nobody reads as many. */
const MOST_COUNTED = 6;

/** By size, those with the most of it where they are many. */
function counts({ sizes }: Findings): string {
  const lost = ({ cold, warm }: SizeResult): number => cold.disturbed + warm.disturbed;
  const disturbed = sizes.filter((it) => lost(it) > 0);
  const most = [...disturbed].sort((a, b) => lost(b) - lost(a)).slice(0, MOST_COUNTED);
  const named = disturbed
    .filter((it) => most.includes(it))
    .map((size) => `${sizeName({ sizes }, size)}: ${size.cold.disturbed} cold, ${size.warm.disturbed} warm`);
  const others = disturbed.length - most.length;
  return [...named, ...(others === 0 ? [] : [`fewer at ${others} more`])].join('; ');
}

/** `half of them were delayed by 38 % or more, while everything else on the host used 1.0 CPUs`. */
function cause(leftOut: readonly Measurement[]): string {
  const observed = observations(leftOut);
  const delays = sampleOf(observed.map((it) => hostDelayMs(it) / Math.max(0.001, it.observedMs - hostDelayMs(it))));
  const delayed =
    delays === undefined ? '' : `half of them were delayed by ${formatRatio(quantile(delays, 0.5))} or more, `;
  return `${delayed}while everything else on the host used ${perTime(observed, 'otherCpuTimeMs').toFixed(1)} CPUs`;
}

/** Above this part of a CPU it is the hypervisor that is in the way, and nothing on this host can be ended for it. */
const MUCH_STEAL = 0.05;

function remedy(leftOut: readonly Measurement[]): string {
  return perTime(observations(leftOut), 'stealMs') > MUCH_STEAL
    ? 'the hypervisor took CPU time from this host (steal): measure on another host, or at another time'
    : 'end what else runs on the host ("top" shows it), lower --concurrency, or measure on a host with more CPUs';
}

const observations = (measurements: readonly Measurement[]): HostObservation[] =>
  measurements.flatMap(({ host }) => host ?? []);

function perTime(observed: readonly HostObservation[], figure: 'otherCpuTimeMs' | 'stealMs'): number {
  const total = observed.reduce((sum, it) => sum + it.observedMs, 0);
  return total === 0 ? 0 : observed.reduce((sum, it) => sum + (it[figure] ?? 0), 0) / total;
}
