/** Recordings that the emulator does not meet, and why. A test fails when one of them is met: then its line goes. */
export interface Unmet {
  readonly file: string;
  readonly tests: RegExp;
  readonly reason: string;
}

export const unmet: readonly Unmet[] = [];
