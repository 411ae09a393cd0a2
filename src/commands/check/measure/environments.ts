import type { CheckMeasurement, Measurement, Side } from '../../../recording/index.js';

/** Numbers the execution environments of a check, each once. */
export class Environments {
  #next = 0;

  /**
   * Marks the measurements of one visit. Of one cold start at a time the environment is certain: a version that is new has
   * one. Of several at once no report says which of them answered a warm invocation, so they take turns: all are of the
   * same version and moment.
   */
  ofVisit(side: Side, coldStarts: number): (measurement: Measurement) => CheckMeasurement {
    const first = this.#next;
    this.#next += coldStarts;
    const sent = { cold: 0, warm: 0 };
    return (measurement) => {
      const turn = sent[measurement.intended];
      sent[measurement.intended] += 1;
      return { ...measurement, side, environment: first + (turn % coldStarts) };
    };
  }
}
