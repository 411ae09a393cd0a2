import { parseArgs } from 'node:util';
import { FAMILIES } from '../explore/simulation/families.js';
import { simulate } from '../explore/simulation/simulate.js';

/**
 * `npm run bench:explore-made-up`: the explorer against made-up functions of every kind, as the test of it does with a few:
 * regret of the choice, coverage of its bound, and what it took. `--members 40` of each kind, `--kind noise` those whose name
 * holds the word, `--draws`, `--seed` of the first.
 */
const { values } = parseArgs({
  options: {
    members: { type: 'string', default: '20' },
    kind: { type: 'string', default: '' },
    draws: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
  },
});

const percent = (value: number): string => `${(value * 100).toFixed(1).padStart(5)} %`;
const mean = (items: readonly number[]): number => items.reduce((sum, it) => sum + it, 0) / Math.max(1, items.length);

console.log('regret mean, worst | bound holds | decided, wrong | invocations, visits | kind');
const totals: boolean[] = [];
for (const { name, of } of FAMILIES.filter((it) => it.name.includes(values.kind))) {
  const runs = Array.from({ length: Number(values.members) }, (_, index) => {
    const seed = Number(values.seed) + index;
    return simulate(of(seed), seed, { draws: Number(values.draws) });
  });
  const chosen = runs.flatMap(({ regret, done }) => (regret === undefined ? [] : [{ regret, done }]));
  const regrets = chosen.map(({ regret }) => regret);
  const held = chosen.map(({ regret, done }) => regret <= (done.boundRatio ?? 0) + 1e-9);
  totals.push(...held);
  const decided = chosen.filter(({ done }) => done.ended === 'decided');
  const wrong = decided.filter(({ regret }) => regret > 0.02);
  const cells = [
    `${percent(mean(regrets))} ${percent(Math.max(0, ...regrets))}`,
    percent(mean(held.map(Number))),
    `${percent(decided.length / runs.length)} ${String(wrong.length).padStart(3)}`,
    `${mean(runs.map(({ seen }) => seen.length))
      .toFixed(0)
      .padStart(4)} ${mean(runs.map(({ asked }) => asked.length)).toFixed(1)}`,
    name,
  ];
  console.log(cells.join(' | '));
}
console.log(`bound held in ${percent(mean(totals.map(Number)))} of ${totals.length} runs`);
