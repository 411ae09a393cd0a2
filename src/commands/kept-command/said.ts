/** As much of what a command that fails has said as is worth reading. */
const LINES_SHOWN = 40;

/** What a command has said, the last of it, to be shown below what is said of it. */
export const indented = (said: string): string =>
  said
    .trimEnd()
    .split('\n')
    .slice(-LINES_SHOWN)
    .map((line) => `  | ${line}`)
    .join('\n');
