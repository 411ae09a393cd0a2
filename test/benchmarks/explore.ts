import { LEGEND } from '../../src/commands/tune/replay/figures.js';
import { type Job, runJobs } from '../../src/commands/tune/replay/jobs.js';
import { leftOutSentences } from '../../src/commands/tune/replay/lines.js';
import { type TableRow, tableOf } from '../../src/commands/tune/replay/table.js';
import { worstLines } from '../../src/commands/tune/replay/worst.js';
import { type ReplayRun, summaryOf } from '../../src/explore/index.js';
import { bookFor } from '../../src/pricing/index.js';
import { seededRandom, shuffled } from '../../src/statistics/index.js';
import { formatRatio } from '../../src/units/index.js';
import { askedBench } from './explore/asked.js';
import type { BenchObjective } from './explore/objectives.js';
import { type BenchSet, curvesOf } from './explore/sets.js';

/**
 * `npm run bench:explore`: every policy on every set of recorded durations, by every objective, as one table. From
 * KELVIN_SHARED_DATA, or `../shared/data`. To look closer: `--sets`, `--objectives`, `--policies`, `--repetitions`, `--curve`
 * and `--every` choose what runs, `--seconds` how long, `--worst N` prints the worst runs step by step.
 */
const asked = askedBench(process.env.KELVIN_SHARED_DATA ?? '../shared/data');

interface BenchJob extends Job {
  readonly set: BenchSet;
  readonly objective: BenchObjective;
}
const leftOut: string[] = [];
const all: BenchJob[] = asked.objectives.flatMap((objective) =>
  asked.sets.flatMap((set) => {
    const read = curvesOf(set, { ...objective.read, cvRatio: asked.noise });
    const why = leftOutSentences({ ...read.leftOut, emptyRows: read.emptyRows, noneMeetsLimit: 0 });
    if (why !== '') leftOut.push(`${objective.name}, ${set.name}: ${read.curves.length} curves; left out: ${why}`);
    const { policies, repetitions, seed } = asked;
    const maxInvocations = Number.isFinite(set.mostInvocations) ? set.mostInvocations : undefined;
    const goal = { ...asked.goal, maxInvocations };
    return read.curves
      .filter(({ name }, index) => name.includes(asked.curve) && index % asked.every === 0)
      .map((curve) => ({ set, objective, curve, terms: { objective, goal, policies, repetitions, seed } }));
  }),
);

// In an order drawn at random: what `--seconds` leaves of them is a fair part of all sets and objectives.
const jobs = shuffled(all, seededRandom(asked.seed));
const began = performance.now();
const onDone = (done: number): void => {
  if (process.stderr.isTTY) process.stderr.write(done < jobs.length ? `\r${done} of ${jobs.length}` : '\r\u001b[K');
};
const isOver = (): boolean => performance.now() - began > asked.seconds * 1000;
const results = await runJobs(jobs, { book: bookFor('us-east-1'), threads: asked.threads, onDone, isOver });
const seconds = ((performance.now() - began) / 1000).toFixed(0);
const found = jobs.map((job, index) => ({ job, runs: results[index] ?? [] }));

function rowsOf(objective: BenchObjective, sets: readonly BenchSet[]): TableRow[] {
  const own = found.filter(({ job }) => job.objective === objective && sets.includes(job.set));
  // Sets may have curves of one name.
  const runs = own.flatMap((it) => it.runs.map((run) => ({ ...run, curve: `${it.job.set.name}: ${run.curve}` })));
  const [set] = sets;
  const name = sets.length === 1 && set !== undefined ? set.name : 'all';
  return asked.policies.flatMap((policy) => {
    const summary = summaryOf(policy, of(policy, runs));
    return summary === undefined ? [] : [{ of: [name, objective.name], summary }];
  });
}

const of = (policy: string, runs: readonly ReplayRun[]): ReplayRun[] => runs.filter((it) => it.policy === policy);

const rows = asked.objectives.flatMap((objective) => [
  ...asked.sets.flatMap((set) => rowsOf(objective, [set])),
  ...(asked.sets.length > 1 ? rowsOf(objective, asked.sets) : []),
]);
console.log([...tableOf(rows, ['set', 'objective']), '', ...LEGEND, '', ...leftOut].join('\n'));
console.log(
  `seed ${asked.seed}, ${asked.repetitions} repetitions, noise ${formatRatio(asked.noise)} where there are means; ${seconds} s`,
);
for (const policy of asked.policies) {
  const runs = found.flatMap(({ job, runs: own }) =>
    own.map((run) => ({ ...run, curve: `${job.objective.name}, ${job.set.name}: ${run.curve}` })),
  );
  for (const line of worstLines(of(policy, runs), asked.worst)) console.log(line);
}
