import { isDisturbed } from '../../../src/recording/index.js';
import { HostObservations } from '../../../src/target/host-observation.js';
import { type Answer, Bench } from '../../emulator/harness.js';

/** An emulator that tells of each invocation what the host did to it, as it tells `kelvin tune`. */
export class ObservedBench {
  readonly #observations = new HostObservations();
  #invoked = 0;
  #leftOut = 0;

  private constructor(readonly bench: Bench) {
    this.#observations.askWith(bench.lambda);
  }

  static async start(): Promise<ObservedBench> {
    return new ObservedBench(await Bench.start({ preferFunctions: true }));
  }

  /** @returns the answer, or nothing when the host has disturbed it: it is left out, as the product leaves it out. */
  async measure(name: string, event: unknown, qualifier?: string): Promise<Answer | undefined> {
    const answer = await this.bench.invoke(name, event, qualifier);
    const { host } = this.#observations.take(answer.report.requestId) ?? {};
    this.#invoked += 1;
    if (!isDisturbed(host === undefined ? {} : { host })) return answer;
    this.#leftOut += 1;
    return undefined;
  }

  /** Why nothing can be said: where so many had to be left out, the others are a selection. */
  get whyDisturbed(): string[] {
    if (this.#leftOut <= MOST_LEFT_OUT * this.#invoked) return [];
    return [`the host disturbed ${this.#leftOut} of ${this.#invoked} invocations: what is left is a selection`];
  }

  /** For the notes of what was measured. */
  get leftOutText(): string {
    return `${this.#leftOut} of ${this.#invoked} invocations marked as disturbed by the host, left out and replaced`;
  }
}

/** Of all invocations. */
const MOST_LEFT_OUT = 1 / 3;
/** So many turns at most for each that is wanted: a host that never rests leaves fewer. */
const MOST_TURNS = 3;

/** Takes turns until so many have been kept; fewer, or none, where the host never rested. */
export async function kept<Kept>(wanted: number, turn: () => Promise<Kept | undefined>): Promise<Kept[]> {
  const all: Kept[] = [];
  for (let turns = 0; turns < wanted * MOST_TURNS && all.length < wanted; turns++) {
    const one = await turn();
    if (one !== undefined) all.push(one);
  }
  return all;
}
