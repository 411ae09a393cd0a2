import { nearestWord } from '../../spelling/index.js';
import { CHECK_METRICS, type CheckMetric, type Megabytes, megabytes } from '../../units/index.js';
import type { RawOptions } from '../command.js';
import { CommandError } from '../command-error.js';

/** Which series are wanted; all without it. */
export interface Choice {
  readonly metrics?: readonly CheckMetric[];
  readonly memorySizesMB?: readonly Megabytes[];
}

/** @throws CommandError for a metric or a memory size that there is not */
export function choiceOf({ metric, memory }: RawOptions): Choice {
  return {
    ...(typeof metric === 'string' ? { metrics: listed(metric).map(metricOf) } : {}),
    ...(typeof memory === 'string' ? { memorySizesMB: listed(memory).map(sizeOf) } : {}),
  };
}

const listed = (text: string): string[] => text.split(',').map((it) => it.trim());

function metricOf(name: string): CheckMetric {
  const found = CHECK_METRICS.find((it) => it === name);
  if (found !== undefined) return found;
  const near = nearestWord(name, CHECK_METRICS);
  const hint = `${near === undefined ? '' : `did you mean ${near}? `}There are ${CHECK_METRICS.join(', ')}`;
  throw new CommandError(`--metric does not know "${name}"`, hint);
}

function sizeOf(text: string): Megabytes {
  if (/^\d+$/.test(text)) return megabytes(Number(text));
  throw new CommandError(`--memory ${text} is no memory size`, 'whole numbers of MB, such as 512,1769');
}
