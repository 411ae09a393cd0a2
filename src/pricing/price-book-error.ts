/** A price that no book has, or a book that cannot be read: the user's mistake or choice, told with what to do. */
export class PriceBookError extends Error {
  override readonly name = 'PriceBookError';
  constructor(
    readonly problem: string,
    readonly hint: string,
  ) {
    super(problem);
  }
}
