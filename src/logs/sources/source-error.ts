/** One thing that stops the reading of logs before it begins, or in its middle. */
export interface SourceProblem {
  readonly file: string;
  readonly problem: string;
  readonly hint: string;
}

/** Logs that cannot be read as they were named: the user's to mend. All that is wrong is said at once. */
export class LogSourceError extends Error {
  override readonly name = 'LogSourceError';
  readonly problems: readonly SourceProblem[];
  /** Of the first problem. */
  readonly hint: string;

  constructor(first: SourceProblem, ...others: readonly SourceProblem[]) {
    const problems = [first, ...others];
    super(problems.map(({ file, problem }) => `${file}: ${problem}`).join('\n'));
    this.problems = problems;
    this.hint = first.hint;
  }
}
