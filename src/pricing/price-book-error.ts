/** A price that is not known, or a file of prices that cannot be read: the user's to mend. */
export class PriceBookError extends Error {
  override readonly name = 'PriceBookError';
  constructor(
    readonly problem: string,
    readonly hint: string,
  ) {
    super(problem);
  }
}
