import { parseArgs } from 'node:util';
import { DEFAULT_LIMITS, DEFAULT_PLAN } from '../../src/analysis/check/index.js';
import { readDays } from './gate/days.js';
import { RULES } from './gate/rules.js';
import { lineOf } from './gate/table.js';
import { AMONG, type Tried, WHOLE } from './gate/thread.js';
import { tryOnThreads } from './gate/threads.js';

/**
 * `npm run bench:gate`: the gate of `kelvin check` and what people use instead, on cold starts of functions that never
 * changed, as they are and with a shift put in. From KELVIN_SHARED_DATA, or `../shared/data`; `--file` names another file of
 * the same form, `--repetitions` how many sessions each configuration has, `--seed` which; `--family` also tries Init Duration among
 * six metrics, four of which did not change, which takes four times as long.
 */
const { values: asked } = parseArgs({
  options: {
    file: { type: 'string', default: 'lambda-perf-40-days.csv.gz' },
    repetitions: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    threads: { type: 'string', default: '2' },
    family: { type: 'boolean', default: false },
  },
});
const shared = process.env.KELVIN_SHARED_DATA ?? '../shared/data';
const FACTORS = [1, 1.05, 1.1, 1.2];
const DAYS = DEFAULT_PLAN.maxPerSide / DEFAULT_PLAN.blockPerSide;

const configurations = readDays(shared, asked.file);
const usable = configurations?.filter(({ days }) => days.length >= DAYS) ?? [];
if (configurations === undefined || usable.length === 0) {
  const why = configurations === undefined ? 'there is no such file' : `no configuration has ${DAYS} whole days`;
  console.log(`bench:gate: left out, ${why}: ${asked.file} (folder of the shared data: ${shared}, KELVIN_SHARED_DATA)`);
  process.exit(configurations === undefined ? 0 : 1);
}

const began = performance.now();
const tasks = [...Map.groupBy(usable, ({ family }) => family).values()].map((sizes, index) => ({
  sizes,
  factors: FACTORS,
  repetitions: Number(asked.repetitions),
  isFamily: asked.family,
  seed: Number(asked.seed) * 1_000_003 + index * 104_729,
}));
const tried = await tryOnThreads(tasks, Number(asked.threads));
const names = [...RULES.map(({ name }) => name), WHOLE, ...(asked.family ? [AMONG] : [])];

const isRegressed = (verdict: string): boolean => verdict === 'regressed';

function print(title: string, cases: readonly Tried[], isCounted: (verdict: string) => boolean = isRegressed): void {
  console.log(`\n${title}`);
  if (cases.length === 0) console.log('  no cases');
  else for (const name of names) console.log(lineOf(name, cases, isCounted));
}

console.log(
  `${usable.length} configurations that never changed, ${asked.repetitions} sessions each of ${DAYS} days as blocks of 5 cold starts a side; ` +
    `limits ${100 * DEFAULT_LIMITS.relativeRatio} % and ${DEFAULT_LIMITS.absolute} ms, at most ${DEFAULT_PLAN.maxPerSide} a side; seed ${asked.seed}`,
);
for (const kind of ['zip', 'image']) {
  const of = (factor: number): Tried[] => tried.filter((it) => it.factor === factor && it.packageType === kind);
  const pastFloor = (factor: number): Tried[] => of(factor).filter((it) => it.injectedMs >= DEFAULT_LIMITS.absolute);
  print(`${kind}, unchanged: false alarms`, of(1));
  for (const factor of [1.1, 1.2]) {
    const title = `${kind}, +${Math.round(100 * (factor - 1))} %`;
    print(`${title} where that is at least ${DEFAULT_LIMITS.absolute} ms: found`, pastFloor(factor));
  }
  const below = of(1.1).filter((it) => it.injectedMs < DEFAULT_LIMITS.absolute);
  print(
    `${kind}, +10 % where that is less than ${DEFAULT_LIMITS.absolute} ms, which the floor lets pass: called regressed`,
    below,
  );
  print(`${kind}, +5 %, right on the limit: called regressed`, pastFloor(1.05));
  print(`${kind}, unchanged: said to be unchanged or improved`, of(1), (verdict) => /unchanged|improved/.test(verdict));
}
const seconds = ((performance.now() - began) / 1000).toFixed(0);
console.log(`\n${WHOLE}: of the sizes of one function, Holm over them; until one regressed. Intervals at 95 %, by`);
console.log('case: cases of one configuration share its days, so that the true ones are somewhat wider.');
console.log(
  `Fixed limit: mean of ten today over 110 % of that of the first day. Mean > 10 %: over yesterday's. ${seconds} s`,
);
