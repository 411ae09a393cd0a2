import { type FieldPath, formatField, type Problem, ScenarioError } from './problems.js';

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Collects problems while a scenario is checked, so that the first one does not hide the rest. */
export class ProblemList {
  readonly #problems: Problem[] = [];
  readonly #fields: string[] = [];
  readonly #file: string | undefined;
  readonly #locate: (path: FieldPath) => Position | undefined;

  constructor(file?: string, locate: (path: FieldPath) => Position | undefined = () => undefined) {
    this.#file = file;
    this.#locate = locate;
  }

  add(path: FieldPath, message: string, hint?: string): void {
    const field = formatField(path);
    if (this.#problems.some((it) => it.field === field && it.message === message)) return;
    this.#fields.push(field);
    this.#problems.push({ ...this.#locate(path), field, message, ...(hint === undefined ? {} : { hint }) });
  }

  addProblem(problem: Problem): void {
    this.#problems.push(problem);
  }

  /** Whether the field or one that holds it is reported already: what follows from that is no news. */
  has(path: FieldPath): boolean {
    return path.some((_, index) => this.#fields.includes(formatField(path.slice(0, index + 1))));
  }

  /**
   * What came of the checks.
   * @throws ScenarioError with all problems, when there is one.
   */
  resultOrThrow<T>(result: T | undefined): T {
    if (this.#problems.length > 0) throw new ScenarioError(this.#file, this.#problems);
    if (result === undefined) throw new Error('a check gave neither a result nor a problem');
    return result;
  }
}
