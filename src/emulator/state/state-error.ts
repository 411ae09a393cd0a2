/** A folder of `--state` that cannot be used; the message says which file, and the hint what to do. */
export class StateError extends Error {
  readonly hint: string;

  constructor(message: string, hint: string) {
    super(message);
    this.name = 'StateError';
    this.hint = hint;
  }
}
