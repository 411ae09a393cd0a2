/** Trouble with the target that only the user can mend: credentials, region, permissions, a missing function. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
  constructor(
    readonly problem: string,
    readonly hint: string,
  ) {
    super(problem);
  }
}
