/** Recorded durations that cannot be read: the user's to mend. */
export class ReplayDataError extends Error {
  override readonly name = 'ReplayDataError';
  constructor(
    /** File, and line and column where there are any. */
    readonly place: string,
    problem: string,
    readonly hint: string,
  ) {
    super(`${place}: ${problem}`);
  }
}
