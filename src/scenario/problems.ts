/** A key or an index on the way to a field: `['payloads', 1, 'file']`. */
export type FieldPath = readonly (string | number)[];

/** One mistake of the user's: where it is, what is wrong, what was expected. */
export interface Problem {
  /** Missing when the mistake is in no file: on the command line, or the file itself is not there. */
  readonly line?: number;
  readonly column?: number;
  /** `payloads[1].file`; empty for the file as a whole. */
  readonly field: string;
  readonly message: string;
  readonly hint?: string;
}

/** `payloads[1].file`. */
export function formatField(path: FieldPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

function formatProblem(problem: Problem, file: string | undefined): string {
  const place = [file, problem.line].filter((part) => part !== undefined).join(':');
  const text = [place, problem.field, problem.message].filter((part) => part !== '').join(': ');
  return problem.hint === undefined ? text : `${text} (${problem.hint})`;
}

/** All mistakes of one scenario at once, a line each: whoever mends the file mends it in one go. */
export class ScenarioError extends Error {
  override readonly name = 'ScenarioError';
  /** As the user wrote it. */
  readonly file?: string;
  readonly problems: readonly Problem[];

  constructor(file: string | undefined, problems: readonly Problem[]) {
    const ordered = [...problems].sort((a, b) => (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0));
    super(ordered.map((problem) => formatProblem(problem, file)).join('\n'));
    if (file !== undefined) this.file = file;
    this.problems = ordered;
  }
}
