import { rateText } from '../../../wording/index.js';
import { formatCount, NONE } from '../../figures.js';
import { clean, type Line, line, wrap } from '../../layout/index.js';
import { liveArmName } from '../live/arms-table.js';
import { percentileText } from '../live/histogram.js';
import { doneRatio, type LoadProgress } from '../live/load-progress.js';
import { areStartsKnown } from '../live/starts-known.js';

/** `1,024 MB, 20/60 s: 48.6 of 50.0/s, p50 12.3 ms, p99 210 ms, cold 12`, and trouble where there is some. */
export function countLines({ figures }: LoadProgress, width: number): Line[] {
  const { current, plannedMs } = figures;
  if (current === null) return [];
  const { counts, latency, ended } = current;
  const rate = ended === undefined ? current.answeredPerSecond : current.meanAnsweredPerSecond;
  const meant = ended === undefined ? current.intendedPerSecond : null;
  const seconds = `${Math.round(current.elapsedMs / 1000)}${ended === undefined ? `/${Math.round(plannedMs / 1000)}` : ''} s`;
  const facts = [
    rate === null
      ? NONE
      : meant === null
        ? rateText(rate)
        : `${rateText(rate).replace('/s', '')} of ${rateText(meant)}`,
    `p50 ${percentileText(latency.p50)}`,
    `p99 ${percentileText(latency.p99)}`,
    areStartsKnown(current) ? `cold ${formatCount(current.cold)}` : 'cold not known',
    ...(counts.throttled === 0 ? [] : [`throttled\u00a0${formatCount(counts.throttled)}`]),
    ...(counts.failed === counts.throttled ? [] : [`failed\u00a0${formatCount(counts.failed - counts.throttled)}`]),
    ...(counts.dropped === 0 ? [] : [`never sent\u00a0${formatCount(counts.dropped)}`]),
  ];
  const text = `${clean(liveArmName(current, figures))}, ${seconds}: ${facts.join(', ')}`;
  return wrap(text, width - INDENT.length).map((it, index) => line(index === 0 ? it : INDENT + it));
}

const INDENT = '  ';

/** A log of a short load needs no line a second, and one of a long load must not look dead. */
const AT_LEAST_MS = 2000;
const AT_MOST_MS = 30_000;

const tenth = (progress: LoadProgress): number => Math.floor(doneRatio(progress) * 10);

/** Whether a line of figures is worth printing after the last one. */
export function isDue(last: LoadProgress | undefined, progress: LoadProgress): boolean {
  if (last === undefined) return true;
  const passed = progress.now - last.now;
  if (passed < AT_LEAST_MS) return false;
  return tenth(progress) > tenth(last) || passed >= AT_MOST_MS;
}
