import { parseArgs } from 'node:util';
import { type Measured, measuredOf, seriesPoints } from '../../src/analysis/history/points.js';
import {
  type ChangePoint,
  changePoints,
  type Draws,
  isInterval,
  Noise,
  SearchedSeries,
  seededRandom,
  shareInterval,
  shuffled,
} from '../../src/statistics/index.js';
import { readDays } from './gate/days.js';

/**
 * `npm run bench:history`: change points in days of cold starts of functions that never changed. In the order they were
 * measured what is found is the platform (and drift, which comes out in steps); with the days of each half shuffled nothing is
 * there to be found, so that the promise of 5 % a series can be seen to hold; with a step put into shuffled days it is looked for.
 */
const { values: asked } = parseArgs({
  options: {
    file: { type: 'string', default: 'lambda-perf-40-days.csv.gz' },
    seed: { type: 'string', default: '1' },
  },
});
const random = seededRandom(Number(asked.seed));
const noise = new Noise(1);

/** How long a year of nights takes, of a function whose level moves each quarter, beside noise that is drawn for each part anew. */
function timeOfYear(): void {
  const spread = seededRandom(1);
  const year = Array.from({ length: 365 }, (_, day) => ({
    value: Math.floor(day / 91) * 0.05 + 0.04 * (spread() - 0.5),
    variance: 1e-4,
  }));
  const seconds = (drawn: () => Draws): number => {
    const began = process.cpuUsage();
    for (let series = 0; series < 13; series++) changePoints(new SearchedSeries(year, drawn()), 0.05 / 13);
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1e6;
  };
  const fresh: Draws = { fromBeginning: () => new Noise(1).fromBeginning(Number.POSITIVE_INFINITY) };
  const [kept, anew] = [seconds(() => noise), seconds(() => fresh)];
  console.log(
    `13 series of a year: ${kept.toFixed(2)} CPU-s; with noise drawn anew ${anew.toFixed(2)}, ${(anew / kept).toFixed(1)} times as long`,
  );
}
timeOfYear();

const shared = process.env.KELVIN_SHARED_DATA ?? '../shared/data';
const configurations = readDays(shared, asked.file);
if (configurations === undefined) {
  console.log(`bench:history: left out, there is no such file: ${asked.file} (KELVIN_SHARED_DATA: ${shared})`);
  process.exit(0);
}
const FEWEST_DAYS = 38;

const found = (days: readonly (readonly number[])[]): readonly ChangePoint[] => {
  const measured = days.flatMap((values, session): readonly Measured[] => {
    const point = measuredOf({ session, side: 'head', code: 'a', at: session, disturbed: 0 }, values);
    return point === undefined ? [] : [point];
  });
  return changePoints(new SearchedSeries(seriesPoints('initDuration', measured), noise));
};

const share = (count: number, n: number): string => {
  const interval = shareInterval(count, n);
  const of = isInterval(interval) ? `${percent(interval.low)} to ${percent(interval.high)} %` : interval.reason;
  return `${percent(count / n)} % (${of}; n ${n})`;
};
const percent = (ratio: number): string => (100 * ratio).toFixed(1);

for (const kind of ['zip', 'image']) {
  const own = configurations.filter(({ packageType, days }) => packageType === kind && days.length >= FEWEST_DAYS);
  console.log(`\n${kind}: ${own.length} configurations`);
  const real = own.map(({ days }) => found(days));
  console.log(`  as measured, with a change           ${share(real.filter((it) => it.length > 0).length, own.length)}`);
  // Each half by itself: the platform moved between them for many, and two levels in random order are no single one.
  const halves = own.flatMap(({ days }) => [days.slice(0, days.length / 2), days.slice(days.length / 2)]);
  for (const days of [4, 8, 16]) {
    const mixed = halves.map((it) => shuffled(it, random).slice(0, days));
    const alarms = mixed.filter((it) => found(it).length > 0).length;
    console.log(`  ${String(days).padStart(2)} shuffled days of a half, with one  ${share(alarms, mixed.length)}`);
    for (const step of [1.2, 1.5]) {
      const at = Math.floor(days / 2);
      // Every third is enough to see it, and takes a third of the time.
      const stepped = mixed
        .filter((_, index) => index % 3 === 0)
        .map((it) => it.map((day, i) => (i < at ? day : day.map((value) => value * step))));
      const results = stepped.map(found);
      const hits = results.filter((it) => it.some(({ earliest, latest }) => earliest <= at && at <= latest));
      const sized = results.flatMap((it) => it.filter((one) => one.earliest <= at && at <= one.latest));
      const held = sized.filter(({ interval: { low, high } }) => low <= Math.log(step) && Math.log(step) <= high);
      console.log(
        `    +${Math.round(100 * (step - 1))} % half-way: found ${share(hits.length, stepped.length)}; its size within its interval ${share(held.length, Math.max(1, sized.length))}`,
      );
    }
  }
}
