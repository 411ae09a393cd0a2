import type { Calibration } from '../../emulator/index.js';
import { median, sampleOf } from '../../statistics/index.js';
import { ratio } from '../../units/index.js';
import type { Speed } from './diagnosis-schema.js';
import { medianFigure, scaled } from './figure.js';

type FullSpeed = Calibration['fullSpeed'];

const MILLION = 1_000_000;

/** How fast one thread is, and how much that wavers from one task to the next and over the whole time. */
export function speedOf(fullSpeed: FullSpeed): Speed {
  const { rounds, tasks, startMs, lateMs } = fullSpeed;
  const medians = groupMedians(fullSpeed);
  const [fastest, slowest] = [Math.min(...medians), Math.max(...medians)];
  return {
    taskMs: scaled(medianFigure(tasks.map(({ wallMs }) => wallMs)), rounds === 0 ? 1 : MILLION / rounds),
    differenceRatio: medianFigure(differences(fullSpeed)),
    waverRatio: medians.length < 2 ? null : ratio(Math.min(1, slowest / fastest - 1)),
    groups: medians.length,
    startMs: medianFigure(startMs),
    lateMs: medianFigure(lateMs),
  };
}

/** Of pairs that share no task: each difference is one of its own. */
function differences({ tasks }: FullSpeed): number[] {
  return tasks.flatMap((first, index) => {
    const second = tasks[index + 1];
    if (index % 2 === 1 || second === undefined || second.group !== first.group) return [];
    return [Math.abs(first.wallMs - second.wallMs) / ((first.wallMs + second.wallMs) / 2)];
  });
}

function groupMedians({ tasks }: FullSpeed): number[] {
  return [...new Set(tasks.map(({ group }) => group))].flatMap((group) => {
    const sample = sampleOf(tasks.filter((task) => task.group === group).map(({ wallMs }) => wallMs));
    return sample === undefined ? [] : [median(sample)];
  });
}
