/** What runs in place of an AWS runtime on this machine. */
export interface Interpreter {
  readonly path: string;
  /** `24.21.0`. */
  readonly version: string;
}

const numeric = new Intl.Collator('en', { numeric: true });

/** The newest first. */
export const byVersion = (a: Interpreter, b: Interpreter): number => numeric.compare(b.version, a.version);
