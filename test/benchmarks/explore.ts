import { parseArgs } from 'node:util';
import { type FromThread, type Job, runJobs } from '../../src/commands/tune/replay/jobs.js';
import { type TableRow, tableOf } from '../../src/commands/tune/replay/table.js';
import { worstLines } from '../../src/commands/tune/replay/worst.js';
import { POLICIES, type ReplayRun, summaryOf } from '../../src/explore/index.js';
import { bookFor } from '../../src/pricing/index.js';
import { ratio } from '../../src/units/index.js';
import { type BenchObjective, OBJECTIVES } from './explore/objectives.js';
import { BENCH_NOISE, type BenchSet, benchSets, curvesOf } from './explore/sets.js';

/**
 * `npm run bench:explore`: every policy on every set of recorded durations, by every objective, as one table. With
 * KELVIN_SHARED_DATA, or `../shared/data`.
 */
const { values } = parseArgs({
  options: {
    sets: { type: 'string' },
    objectives: { type: 'string' },
    policies: { type: 'string' },
    repetitions: { type: 'string', default: '10' },
    seed: { type: 'string', default: '1' },
    noise: { type: 'string', default: String(BENCH_NOISE * 100) },
    regret: { type: 'string', default: '2' },
    confidence: { type: 'string', default: '95' },
    'max-invocations': { type: 'string' },
    threads: { type: 'string', default: '2' },
    curve: { type: 'string', default: '' },
    worst: { type: 'string', default: '0' },
  },
});

const percent = (text: string): number => Number(text.replace('%', '')) / 100;
const among = <T extends { readonly name: string }>(all: readonly T[], typed: string | undefined): T[] => {
  const wanted = typed?.split(',');
  const unknown = wanted?.find((it) => !all.some(({ name }) => name.startsWith(it)));
  if (unknown !== undefined) throw new Error(`${unknown} is none of ${all.map(({ name }) => name).join(', ')}`);
  return all.filter(
    ({ name }) =>
      wanted === undefined ||
      wanted.some((it) => name === it || (name.startsWith(it) && !all.some((other) => other.name === it))),
  );
};

const shared = process.env.KELVIN_SHARED_DATA ?? '../shared/data';
const sets = among(benchSets(shared), values.sets);
const objectives = among(OBJECTIVES, values.objectives);
const policies = among(
  Object.keys(POLICIES).map((name) => ({ name })),
  values.policies,
).map(({ name }) => name);

interface BenchJob extends Job {
  readonly set: BenchSet;
  readonly objective: BenchObjective;
}
const maxInvocations = values['max-invocations'];
const goal = {
  regretRatio: ratio(percent(values.regret)),
  confidenceRatio: ratio(percent(values.confidence)),
  ...(maxInvocations === undefined ? {} : { maxInvocations: Number(maxInvocations) }),
};
const leftOut: string[] = [];
const jobs: BenchJob[] = objectives.flatMap((objective) =>
  sets.flatMap((set) => {
    const read = curvesOf(set, { ...objective.read, cvRatio: percent(values.noise) });
    const { tooFewSizes, noColdStarts, oneArchitecture } = read.leftOut;
    leftOut.push(
      `${objective.name}, ${set.name}: ${read.curves.length} curves; left out: ${tooFewSizes} with fewer than 4 sizes` +
        `${noColdStarts > 0 ? `, ${noColdStarts} without cold starts` : ''}${oneArchitecture > 0 ? `, ${oneArchitecture} of one architecture` : ''}`,
    );
    const curves = read.curves.filter(({ name }) => name.includes(values.curve));
    const terms = { policies, repetitions: Number(values.repetitions), goal, seed: Number(values.seed) };
    return curves.map((curve) => ({ set, objective, curve, terms: { ...terms, objective } }));
  }),
);

const began = performance.now();
const onDone = (done: number): void => {
  if (process.stderr.isTTY)
    process.stderr.write(done < jobs.length ? `\r${done} of ${jobs.length} curves` : '\r\u001b[K');
};
const results = await runJobs(jobs, {
  onDone,
  book: bookFor('us-east-1'),
  threads: Number(values.threads),
});
const found = jobs.map((job, index) => ({ job, runs: results[index] ?? null }));

function rowsOf(objective: BenchObjective, set: BenchSet | undefined): TableRow[] {
  const own = found.filter(({ job }) => job.objective === objective && (set === undefined || job.set === set));
  const runs = own.flatMap(({ job, runs: of }) => named(of, job.set.name));
  return policies.flatMap((policy) => {
    const summary = summaryOf(
      policy,
      runs.filter((it) => it.policy === policy),
    );
    return summary === undefined ? [] : [{ of: [set?.name ?? 'all', objective.name], summary }];
  });
}

/** Sets may have curves of one name. */
const named = (runs: FromThread['runs'], set: string): ReplayRun[] =>
  (runs ?? []).map((run) => ({ ...run, curve: `${set}: ${run.curve}` }));

const rows = objectives.flatMap((objective) => [
  ...sets.flatMap((set) => rowsOf(objective, set)),
  ...(sets.length > 1 ? rowsOf(objective, undefined) : []),
]);
console.log(tableOf(rows, ['set', 'objective']).join('\n'));
console.log(`\n${leftOut.join('\n')}`);
const seconds = ((performance.now() - began) / 1000).toFixed(0);
console.log(
  `seed ${values.seed}, ${values.repetitions} repetitions, noise ${values.noise} % where there are means; ${seconds} s`,
);
for (const policy of policies) {
  const runs = found.flatMap(({ job, runs: of }) => named(of, `${job.objective.name}, ${job.set.name}`));
  for (const line of worstLines(
    runs.filter((it) => it.policy === policy),
    Number(values.worst),
  ))
    console.log(line);
}
