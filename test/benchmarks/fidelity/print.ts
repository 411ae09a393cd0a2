import type { FigureSet } from './figure.js';

/** One set, as its own entry prints it. */
export function printFigures({ title, source, figures, bounds, notes }: FigureSet): void {
  console.log(`${title}\n${source}`);
  for (const { name, unit, memorySizeMB, n, median, interval, aws, error } of figures) {
    const span = interval === undefined ? '' : ` (${interval.low.toFixed(2)} to ${interval.high.toFixed(2)})`;
    const beside = aws === undefined ? '' : `   AWS ${aws.toFixed(2)}`;
    const off = error === undefined ? '' : `   ${error < 0 ? '' : '+'}${(error * 100).toFixed(1)} %`;
    console.log(
      `${String(memorySizeMB).padStart(6)} MB   ${name}: ${median.toFixed(2)} ${unit}${span}, n = ${n}${beside}${off}`,
    );
  }
  for (const note of notes) console.log(note);
  for (const { name, value, limit, isMet } of bounds) {
    const percent = (it: number): string => `${(it * 100).toFixed(1)} %`;
    console.log(`${name}: ${percent(value)}, ${isMet ? 'within' : 'NOT within'} ${percent(limit)}`);
  }
}
