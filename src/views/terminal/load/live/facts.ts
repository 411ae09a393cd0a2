import type { LiveArmFigures, LiveLoadFigures } from '../../../../analysis/index.js';
import { formatMegabytes, formatRatio, formatUsd } from '../../../../units/index.js';
import { failureName, rateText } from '../../../wording/index.js';
import { formatCount } from '../../figures.js';
import { clean, clip, type Line, line, type Tone } from '../../layout/index.js';
import { percentileText } from './histogram.js';
import { areStartsKnown } from './starts-known.js';

/** Beyond this the driver itself may be what is slow: half of a CPU, or 50 ms late. */
const BUSY_RATIO = 0.5;
const LATE_MS = 50;

/** Of the answers, for a cost by the hour. */
const MOST_REPORTED = 0.9;

/** `48.6/s answered of 50.0/s intended (97.2 %)`; without an intention, of a closed loop, the first alone. */
export function rateLine(arm: LiveArmFigures, width: number): Line {
  const { answeredPerSecond, intendedPerSecond: meant, meanAnsweredPerSecond, ended, latenessP99 } = arm;
  const now = ended === undefined ? answeredPerSecond : meanAnsweredPerSecond;
  if (now === null) return line('Rate      —', 'strong');
  const share = meant === null || meant === 0 ? '' : ` of ${rateText(meant)} intended (${formatRatio(now / meant)})`;
  const late = latenessP99 === null ? '' : `; sent late p99 ${percentileText(latenessP99)}`;
  const rate = `Rate      ${rateText(now)} answered${ended === undefined ? share : ' in the mean'}`;
  return line(clip(`${rate}${late}`, width), 'strong');
}

/** Starts and concurrency, trouble, money; and the driver where it may be what is slow. */
export function factLines(figures: LiveLoadFigures, arm: LiveArmFigures, width: number): Line[] {
  const fact = (text: string, tone: Tone = 'plain'): Line => line(clip(clean(text), width), tone);
  return [
    fact(concurrencyText(arm)),
    fact(troubleText(arm), arm.counts.failed > 0 || arm.counts.dropped > 0 ? 'bad' : 'plain'),
    fact(costText(figures, arm)),
    ...partsText(figures, arm).map((text) => fact(text)),
    ...driverText(arm).map((text) => fact(text, 'warn')),
  ];
}

function concurrencyText(arm: LiveArmFigures): string {
  const { open, peakOpen, cold, warm, maxMemoryUsedMB: used } = arm;
  const starts = cold + warm;
  const now = `Open ${formatCount(open)}, at most ${formatCount(peakOpen)}`;
  if (!areStartsKnown(arm)) return `${now}; cold starts not known without reports`;
  const share = starts === 0 ? '' : ` (${formatRatio(cold / starts)} cold)`;
  const memory = used === null ? '' : `, Max Memory Used ${formatMegabytes(used)}`;
  return `${now}; cold ${formatCount(cold)}, warm ${formatCount(warm)}${share}${memory}`;
}

function troubleText({ counts, failures }: LiveArmFigures): string {
  const { throttled, failed, dropped, retried } = counts;
  const others = failures
    .filter(({ kind }) => kind !== 'throttled')
    .map((it) => `${failureName(it)} ${formatCount(it.count)}`);
  const parts = [
    `Throttled ${formatCount(throttled)}`,
    `failed otherwise ${formatCount(failed - throttled)}${others.length === 0 ? '' : ` (${others.join(', ')})`}`,
    ...(dropped === 0 ? [] : [`never sent ${formatCount(dropped)}`]),
    ...(retried === 0 ? [] : [`retried ${formatCount(retried)}`]),
  ];
  return parts.join(', ');
}

function driverText({ beat, latenessP99: late }: LiveArmFigures): string[] {
  const doubt = 'what makes the load may itself be what is slow';
  if (beat !== undefined && beat.cpuRatio > BUSY_RATIO) {
    return [`The driver takes ${formatRatio(beat.cpuRatio)} of a CPU: ${doubt}`];
  }
  return late !== null && late.valueMs > LATE_MS ? [`Requests are sent ${percentileText(late)} late: ${doubt}`] : [];
}

function costText({ spentUsd, header }: LiveLoadFigures, arm: LiveArmFigures): string {
  const { cost, invocations, elapsedMs, counts } = arm;
  if (cost === null || spentUsd === null) return 'Cost not known';
  const budget = header.load.limits.budgetUsd;
  const spent = `Cost ${formatUsd(spentUsd)}${budget === undefined ? '' : ` of ${formatUsd(budget)}`} so far`;
  // Reports from the log group come late: what an hour costs is not told by half of them.
  if (invocations === 0 || elapsedMs < 1000 || invocations < MOST_REPORTED * counts.answered) return spent;
  const perHour = (cost.usd / elapsedMs) * 3_600_000;
  return `${spent}; at this size ${formatUsd(perHour)} an hour, ${formatUsd((cost.usd / invocations) * 1e6)} a million`;
}

/** What is paid for beside invocations, which nobody sees in what an invocation costs. */
function partsText({ header: { load, functions } }: LiveLoadFigures, { cost }: LiveArmFigures): string[] {
  if (cost === null) return [];
  const { keptUsd, keptPerHourUsd, restoresUsd, publishedUsd } = cost;
  const environments = functions.reduce(
    (sum, it) => sum + (load.provisionedConcurrency ?? it.provisionedConcurrency ?? 0),
    0,
  );
  const kept = `${formatCount(environments)} kept ${environments === 1 ? 'environment' : 'environments'}`;
  const parts = [
    ...(keptPerHourUsd === 0 ? [] : [`${kept} ${formatUsd(keptUsd)} (${formatUsd(keptPerHourUsd)} an hour)`]),
    ...(restoresUsd === 0 ? [] : [`restores ${formatUsd(restoresUsd)}`]),
    ...(publishedUsd === 0 ? [] : [`snapshots ${formatUsd(publishedUsd)}`]),
  ];
  return parts.length === 0 ? [] : [`Of this size: ${parts.join(', ')}`];
}
