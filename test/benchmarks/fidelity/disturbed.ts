import { availableParallelism } from 'node:os';
import { isDisturbed, type Measurement, TOLERATED_DELAY_RATIO } from '../../../src/recording/index.js';
import { type Megabytes, megabytes } from '../../../src/units/index.js';
import { startBurner } from './burner.js';
import type { Figure, FigureSet } from './figure.js';
import { errorBound, figureOf, sample } from './figures.js';
import { type Subject, startSubject } from './subject.js';

/** Long beside a quota period of 20 ms, where there is one: within a step of the staircase Duration says nothing. */
const TASKS: readonly Task[] = [
  { size: megabytes(512), cpuMs: 200, invocations: 12 },
  { size: megabytes(1769), cpuMs: 50, invocations: 24 },
];
/** Fewer that are kept have a median that says nothing. */
const FEWEST = 4;
const TITLE = 'Another process beside it';

interface Task {
  readonly size: Megabytes;
  readonly cpuMs: number;
  readonly invocations: number;
}

/** What is kept of one size while so many CPUs were kept busy. */
interface Kept {
  readonly task: Task;
  readonly burning: number;
  readonly measured: number;
  readonly ratios: readonly number[];
}

/**
 * What other work on the host does to a measurement that Kelvin keeps: Duration over its own CPU time, as `kelvin tune`
 * measures it and leaves out what was disturbed, while others have one CPU busy and all of them, beside the same in quiet.
 * What is left out says so; what is kept has to be right.
 */
export async function measureDisturbed(): Promise<FigureSet> {
  const subject = await startSubject();
  try {
    const kept: Kept[] = [];
    for (const burning of new Set([0, 1, availableParallelism()])) kept.push(...(await beside(burning, subject)));
    const figures = figuresOf(kept);
    return {
      title: TITLE,
      source: 'the same in quiet; AWS has no figure for it',
      figures,
      bounds: figures.some(({ error }) => error !== undefined)
        ? [errorBound(figures, 1, 'largest change of what is kept', TOLERATED_DELAY_RATIO)]
        : [],
      notes: kept.map(({ task, burning, measured, ratios }) => {
        const marked = `${measured - ratios.length} of ${measured} marked and left out`;
        return `${task.size.toLocaleString('en-US')} MB, ${busyText(burning)}: ${marked}`;
      }),
    };
  } finally {
    await subject.close();
  }
}

const busyText = (cpus: number): string => (cpus === 0 ? 'quiet' : `${cpus} ${cpus === 1 ? 'CPU' : 'CPUs'} busy`);

async function beside(burning: number, subject: Subject): Promise<Kept[]> {
  const burners = Array.from({ length: burning }, startBurner);
  try {
    const kept: Kept[] = [];
    for (const task of TASKS) kept.push(keptOf(task, burning, await subject.measure(task)));
    return kept;
  } finally {
    await Promise.all(burners.map((burner) => burner.close()));
  }
}

function keptOf(task: Task, burning: number, warm: readonly Measurement[]): Kept {
  const ratios = warm
    .filter((it) => !isDisturbed(it))
    .flatMap(({ outcome, host }) =>
      outcome.kind === 'completed' && host !== undefined ? [outcome.report.durationMs / host.cpuTimeMs] : [],
    );
  return { task, burning, measured: warm.length, ratios };
}

/** Those of which enough was kept. The quiet ones come first, and the others' errors are beside them. */
function figuresOf(kept: readonly Kept[]): Figure[] {
  const enough = kept.filter(({ ratios }) => ratios.length >= FEWEST);
  return enough.map(({ task, burning, ratios }) => {
    const name = `Duration over CPU time, ${busyText(burning)}`;
    const figure = figureOf({ name, unit: 'ratio', memorySizeMB: task.size }, ratios);
    const quiet = enough.find((it) => it.task === task && it.burning === 0);
    if (burning === 0 || quiet === undefined) return figure;
    const { median } = figureOf(figure, sample(quiet.ratios));
    return { ...figure, error: figure.median / median - 1 };
  });
}
