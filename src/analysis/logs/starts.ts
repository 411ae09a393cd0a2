import type { Observation } from '../../recording/index.js';
import { Column } from './column.js';

type Report = Observation['report'];

/** What kinds of figure the reports of cold or warm starts have; each in a column of its own. */
export const MEASURES = ['durationMs', 'billedDurationMs', 'initDurationMs', 'restoreDurationMs'] as const;
export type Measure = (typeof MEASURES)[number];

/** The figures of one kind, and of which log stream each is. */
export class MeasureColumn {
  readonly values = new Column();
  readonly streams = new Column();

  push(value: number, stream: number): void {
    this.values.push(value);
    this.streams.push(stream);
  }
}

/** The cold or the warm starts of one function at one memory size. */
export class Starts {
  n = 0;
  readonly columns: Readonly<Record<Measure, MeasureColumn>> = {
    durationMs: new MeasureColumn(),
    billedDurationMs: new MeasureColumn(),
    initDurationMs: new MeasureColumn(),
    restoreDurationMs: new MeasureColumn(),
  };

  /** @param stream number of the log stream, one for each execution environment; negative where it is not known */
  add(report: Report, stream: number): void {
    this.n += 1;
    for (const measure of MEASURES) {
      const value = report[measure];
      if (value !== undefined) this.columns[measure].push(value, stream);
    }
  }
}
