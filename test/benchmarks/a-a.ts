import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Comparison, Order } from './a-a/comparison.js';
import { type Coverage, coverageOf, isKept, PROMISED } from './a-a/coverage.js';
import { startTwins } from './a-a/run.js';

/**
 * `npm run bench:a-a`: measures one function as if it were two, 30 times with each of them first, and counts how often the
 * 95 % intervals of the difference hold that there is none: between 90 and 99 % is what they promise. Ends with 1 where
 * they do not keep it.
 *
 * `--results FILE` keeps what is measured and adds to what is there: `--times 10` three times is as good as 30 at once.
 */
const { values } = parseArgs({
  options: { times: { type: 'string', default: '30' }, results: { type: 'string' } },
});
const { results } = values;

const earlier = (file: string): Comparison[] =>
  existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Comparison)
    : [];

async function measure(times: number): Promise<Comparison[]> {
  const twins = await startTwins();
  try {
    const found: Comparison[] = [];
    for (let time = 0; time < times; time++) {
      for (const order of ['A first', 'B first'] satisfies Order[]) {
        const comparison = await twins.compare(order);
        if (comparison === undefined) {
          console.error('a comparison was disturbed by the host and is left out');
          continue;
        }
        found.push(comparison);
        if (results !== undefined) appendFileSync(results, `${JSON.stringify(comparison)}\n`);
      }
      if (time % 5 === 4) console.error(`${(time + 1) * 2} of ${times * 2} comparisons`);
    }
    return found;
  } finally {
    await twins.close();
  }
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

function line({ figure, order, n, held, interval, difference }: Coverage): string {
  const share = `${held} of ${n}`.padStart(10);
  const of = `${percent(held / n)} (${percent(interval.low)} to ${percent(interval.high)})`;
  return `${figure.padEnd(21)} ${order.padEnd(8)} ${share}  ${of.padEnd(26)} ${percent(difference).padStart(7)}`;
}

const before = results === undefined ? [] : earlier(results);
const rows = coverageOf([...before, ...(await measure(Number(values.times)))]);
console.log('B against A, the same  first    held zero  share (95 % interval)      median difference');
for (const row of rows) console.log(line(row));
const kept = isKept(rows);
console.log(
  `95 % intervals hold zero ${kept ? '' : 'NOT '}within ${percent(PROMISED.low)} to ${percent(PROMISED.high)}`,
);
process.exitCode = kept ? 0 : 1;
